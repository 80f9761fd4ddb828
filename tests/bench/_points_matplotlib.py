import matplotlib, numpy

matplotlib.use("Agg")
from matplotlib import pyplot

x, y, g = numpy.loadtxt("points.csv", delimiter=",", skiprows=1, unpack=True)
figure, axes = pyplot.subplots(figsize=(7, 6.5))
for group in range(5):
    axes.plot(x[g == group], y[g == group], "o", markerfacecolor="none", markersize=5, label=str(group))
axes.set(xlabel="x", ylabel="y")
figure.savefig("matplotlib.png", dpi=100)
