// node bars_echarts.cjs FOLDER: with the echarts and canvas of that folder's node_modules.
const load = require('module').createRequire(process.argv[2] + '/');
const {createCanvas} = load('canvas'), echarts = load('echarts');
echarts.setPlatformAPI({createCanvas: () => createCanvas(32, 32)});
const canvas = createCanvas(248, 247), chart = echarts.init(canvas);
chart.setOption({
  animation: false,
  xAxis: {type: 'category', name: 'a', data: [...'ABCDEFGHI']},
  yAxis: {type: 'value', name: 'b'},
  series: [{type: 'bar', data: [28, 55, 43, 91, 81, 53, 19, 87, 52]}],
});
require('fs').writeFileSync('echarts.png', canvas.toBuffer());
process.exit(0);
