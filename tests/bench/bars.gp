set terminal pngcairo size 248,247 font "Liberation Sans,8"
set output "gnuplot.png"
set boxwidth 0.9
set style fill solid
set yrange [0:100]
set xlabel "a"
set ylabel "b"
set grid y
unset key
$values << END
A 28
B 55
C 43
D 91
E 81
F 53
G 19
H 87
I 52
END
plot $values using 2:xtic(1) with boxes
