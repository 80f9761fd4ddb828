set terminal pngcairo size 700,650 font "Liberation Sans,8"
set output "gnuplot.png"
set datafile separator ","
set xlabel "x"
set ylabel "y"
plot "points.csv" skip 1 using 1:2:3 with points pointtype 6 pointsize 0.6 linecolor variable notitle
