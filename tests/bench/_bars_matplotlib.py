import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

figure, axes = pyplot.subplots(figsize=(2.48, 2.47))
axes.bar(list("ABCDEFGHI"), [28, 55, 43, 91, 81, 53, 19, 87, 52])
axes.set(xlabel="a", ylabel="b")
axes.grid(axis="y")
figure.savefig("matplotlib.png", dpi=100)
