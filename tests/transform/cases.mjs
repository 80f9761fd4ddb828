// The small tables and transforms that expected.mjs asks Vega about.
const nan = {$: 'NaN'}, none = {$: 'undefined'};
const day = (m, d, h = 0) => ({$date: Date.UTC(2023, m - 1, d, h)});

export const tables = {
  plain: [
    {g: 'a', h: 1, x: 3, y: 10}, {g: 'b', h: 1, x: 1, y: 20.5}, {g: 'a', h: 2, x: 4, y: 30}, {g: 'a', h: 1, x: 1, y: 45},
    {g: 'c', h: 2, x: 5, y: -7}, {g: 'b', h: 1, x: 9, y: 2}, {g: 'b', h: 2, x: 2, y: 3.25}, {g: 'a', h: 2, x: 6, y: 11},
  ],
  holes: [
    {g: 'a', v: 1, s: 'p'}, {g: 'a', v: null, s: ''}, {g: 'b', v: nan, s: 'q'}, {g: 'a', v: 7, s: 'p'}, {g: 'b', v: '', s: null},
    {g: 'b', v: 2.5, s: 'r'}, {g: 'a', v: -3, s: 'a'}, {g: 'c', v: null, s: 'z'}, {g: 'a', v: none, s: 'p'}, {g: 'b', v: 2.5, s: '10'},
  ],
  numerals: [{g: 1, v: '12'}, {g: 1, v: '3'}, {g: 2, v: 'x'}, {g: 2, v: '4'}, {g: 3, v: ''}],
  dates: [
    {t: day(1, 31), k: 'a', v: 1}, {t: day(2, 1, 13), k: 'a', v: 2}, {t: null, k: 'b', v: 3}, {t: day(12, 31, 23), k: 'b', v: 4},
    {t: day(6, 15, 7), k: 'a', v: 5}, {t: day(2, 28), k: 'b', v: 6},
  ],
  texts: [{t: '2021-03-04', v: 1}, {t: '2021-11-30T10:20:30Z', v: 2}, {t: null, v: 3}],
  gaps: [
    {k: 1, g: 'a', v: 10}, {k: 3, g: 'a', v: 30}, {k: 1, g: 'b', v: 5}, {k: 2, g: 'b', v: null}, {k: 4, g: 'b', v: 8}, {k: 3, g: 'c', v: 1},
  ],
  arrays: [{n: 'p', a: [1, 2, 3], b: ['x', 'y']}, {n: 'q', a: [], b: []}, {n: 'r', a: [9], b: ['u', null, 'w']}],
  points: Array.from({length: 30}, (_, i) => ({
    x: 1 + ((i * 7) % 30) / 2, y: 3 + 2 * Math.sqrt(1 + ((i * 7) % 30)) + ((i * 13) % 7) / 5, g: i % 3 ? 'u' : 'w',
  })).concat([{x: null, y: 4, g: 'u'}, {x: 3, y: null, g: 'w'}, {x: 3, y: 5, g: 'w'}]),
  keyed: [{id: 1, name: 'one', more: {deep: 5}}, {id: 2, name: 'two', more: {deep: 6}}, {id: 2, name: 'deux', more: {deep: 7}}],
  nested: [{a: {b: 1}, 'c.d': 'x', v: 2}, {a: {b: 2}, 'c.d': 'y', v: 3}, {a: {b: 1}, 'c.d': 'x', v: 5}],
  many: Array.from({length: 200}, (_, i) => ({i, v: (i * 37) % 101})),
};

const ops = ['count', 'valid', 'missing', 'distinct', 'sum', 'product', 'mean', 'average', 'variance', 'variancep', 'stdev', 'stdevp',
  'stderr', 'median', 'q1', 'q3', 'min', 'max', 'argmin', 'argmax', 'values', 'exponential'];
const every = field => ops.map(op => ({op, field, as: op}));
// In Vega an empty text can be argmin and argmax though it is not min or max; here it cannot.
const rowless = field => every(field).filter(m => !m.op.startsWith('arg'));
const windows = ['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist'];
const asked = ['lag', 'lead', 'first_value', 'last_value', 'prev_value', 'next_value'];
// Not [1, 2]: there Vega takes rows out of the frame that were never in it, and gets NaN.
const frames = [[null, 0], [-1, 1], [null, null], [-2, -1], [0, null]];

export const cases = [
  // aggregate
  {name: 'every operation over plain numbers', table: 'plain', transform: [{aggregate: every('y'), groupby: ['g']}]},
  {name: 'every operation over nulls, NaN and empty text', table: 'holes', transform: [{aggregate: rowless('v'), groupby: ['g']}]},
  {name: 'every operation over text', table: 'holes', transform: [{aggregate: every('s'), groupby: ['g']}]},
  {name: 'every operation over numerals', table: 'numerals', transform: [{aggregate: rowless('v'), groupby: ['g']}]},
  {name: 'every operation over dates', table: 'dates', transform: [{aggregate: every('t').filter(m => m.op !== 'argmin'), groupby: ['k']}]},
  {name: 'every operation over a field that is not there', table: 'plain', transform: [{aggregate: every('nothing')}]},
  {name: 'aggregate without groups', table: 'plain', transform: [{aggregate: [{op: 'sum', field: 'y', as: 's'}, {op: 'count', as: 'n'}]}]},
  {name: 'aggregate over two groupings', table: 'plain', transform: [{aggregate: [{op: 'mean', field: 'y', as: 'm'}], groupby: ['g', 'h']}]},
  {name: 'groups of null, NaN and text', table: 'holes', transform: [{aggregate: [{op: 'count', as: 'n'}], groupby: ['s']}]},
  {name: 'groups of dates', table: 'dates', transform: [{aggregate: [{op: 'count', as: 'n'}], groupby: ['t']}]},
  {name: 'resampled confidence intervals', table: 'plain', transform: [{aggregate: [{op: 'ci0', field: 'y', as: 'lo'}, {op: 'ci1', field: 'y', as: 'hi'}, {op: 'ci0', field: 'x', as: 'xlo'}, {op: 'median', field: 'y', as: 'm'}], groupby: ['g']}]},
  {name: 'confidence intervals with holes', table: 'holes', transform: [{aggregate: [{op: 'ci0', field: 'v', as: 'lo'}, {op: 'distinct', field: 'v', as: 'd'}, {op: 'ci1', field: 'v', as: 'hi'}], groupby: ['g']}]},
  {name: 'aggregate inside a facet groups by the facet', table: 'plain', facet: 'h', transform: [{aggregate: [{op: 'sum', field: 'y', as: 's'}], groupby: ['g']}]},
  {name: 'aggregate by names with dots', table: 'nested', transform: [{aggregate: [{op: 'sum', field: 'v', as: 's'}], groupby: ['c\\.d']}]},
  // joinaggregate
  {name: 'joinaggregate', table: 'plain', transform: [{joinaggregate: [{op: 'sum', field: 'y', as: 's'}, {op: 'max', field: 'x', as: 'm'}, {op: 'count', as: 'n'}], groupby: ['g']}]},
  {name: 'joinaggregate over everything with holes', table: 'holes', transform: [{joinaggregate: [{op: 'mean', field: 'v', as: 'm'}, {op: 'min', field: 's', as: 'least'}]}]},
  {name: 'joinaggregate inside a facet', table: 'plain', facet: 'h', transform: [{joinaggregate: [{op: 'sum', field: 'y', as: 's'}], groupby: ['g']}]},
  // bin
  {name: 'bin by default', table: 'plain', transform: [{bin: true, field: 'y', as: 'b'}]},
  {name: 'bin with two names and holes', table: 'holes', transform: [{bin: {maxbins: 4}, field: 'v', as: ['from', 'to']}]},
  {name: 'bin numerals', table: 'numerals', transform: [{bin: {maxbins: 5}, field: 'v', as: 'b'}]},
  {name: 'bin by step', table: 'plain', transform: [{bin: {step: 4}, field: 'y', as: 'b'}]},
  {name: 'bin among steps', table: 'plain', transform: [{bin: {steps: [1, 3, 7, 15]}, field: 'y', as: 'b'}]},
  {name: 'bin in base 2', table: 'plain', transform: [{bin: {base: 2, divide: [1], maxbins: 6}, field: 'y', as: 'b'}]},
  {name: 'bin with an anchor', table: 'plain', transform: [{bin: {anchor: 3, maxbins: 8}, field: 'y', as: 'b'}]},
  {name: 'bin that is not nice', table: 'plain', transform: [{bin: {nice: false, maxbins: 7}, field: 'y', as: 'b'}]},
  {name: 'bin with a least step', table: 'plain', transform: [{bin: {minstep: 13, maxbins: 30}, field: 'y', as: 'b'}]},
  {name: 'bin within an extent', table: 'plain', transform: [{bin: {extent: [0, 20]}, field: 'y', as: 'b'}]},
  {name: 'bin many', table: 'many', transform: [{bin: {maxbins: 100}, field: 'v', as: 'b'}]},
  // timeUnit
  ...['year', 'yearquarter', 'quarter', 'month', 'yearmonth', 'yearmonthdate', 'week', 'yearweek', 'day', 'dayofyear', 'hours', 'yearmonthdatehours', 'monthdate', 'utcyearmonth']
    .map(timeUnit => ({name: `time unit ${timeUnit}`, table: 'dates', transform: [{timeUnit, field: 't', as: 'u'}]})),
  {name: 'time unit with a step', table: 'dates', transform: [{timeUnit: {unit: 'yearmonth', step: 3}, field: 't', as: 'u'}]},
  {name: 'time unit of text', table: 'texts', transform: [{timeUnit: 'utcyearmonth', field: 't', as: 'u'}]},
  // calculate, filter
  {name: 'calculate', table: 'plain', transform: [{calculate: 'datum.x * 2 + datum.y', as: 'z'}]},
  {name: 'filter by an expression', table: 'plain', transform: [{filter: 'datum.x > 3'}]},
  {name: 'filter by predicates', table: 'plain', transform: [{filter: {or: [{field: 'g', oneOf: ['c']}, {and: [{field: 'y', gt: 5}, {not: {field: 'h', equal: 2}}]}]}}]},
  {name: 'filter by a range with holes', table: 'holes', transform: [{filter: {field: 'v', range: [0, 5]}}]},
  {name: 'filter valid', table: 'holes', transform: [{filter: {field: 'v', valid: true}}]},
  {name: 'filter by a time unit', table: 'dates', transform: [{filter: {timeUnit: 'month', field: 't', equal: {month: 'feb'}}}]},
  {name: 'filter derived text by a number', table: 'plain', transform: [{calculate: "datum.x + ''", as: 'text'}, {filter: {field: 'text', equal: 3}}]},
  // density
  {name: 'density', table: 'plain', transform: [{density: 'y'}]},
  {name: 'density by group with names', table: 'plain', transform: [{density: 'y', groupby: ['h'], as: ['at', 'd'], steps: 12}]},
  {name: 'density that is independent, counted and cumulative', table: 'plain', transform: [{density: 'y', groupby: ['g'], resolve: 'independent', counts: true, cumulative: true}]},
  {name: 'density that is independent', table: 'plain', transform: [{density: 'y', groupby: ['h'], resolve: 'independent', minsteps: 10, maxsteps: 40}]},
  {name: 'density with a bandwidth and an extent', table: 'plain', transform: [{density: 'y', bandwidth: 4, extent: [-10, 50], steps: 20}]},
  {name: 'density counts nulls as zeros', table: 'gaps', transform: [{density: 'v', steps: 10}]},
  // flatten, fold, pivot
  {name: 'flatten two arrays', table: 'arrays', transform: [{flatten: ['a', 'b']}]},
  {name: 'flatten under names', table: 'arrays', transform: [{flatten: ['b', 'a'], as: ['letter']}]},
  {name: 'fold', table: 'plain', transform: [{fold: ['x', 'y']}]},
  {name: 'fold mixed kinds under names', table: 'holes', transform: [{fold: ['s', 'v'], as: ['what', 'how']}]},
  {name: 'fold a nested field', table: 'nested', transform: [{fold: ['a.b', 'v']}]},
  {name: 'pivot', table: 'plain', transform: [{pivot: 'g', value: 'y', groupby: ['h']}]},
  {name: 'pivot without groups, limited', table: 'plain', transform: [{pivot: 'g', value: 'y', limit: 2}]},
  {name: 'pivot with an operation', table: 'plain', transform: [{pivot: 'h', value: 'y', groupby: ['g'], op: 'mean'}]},
  {name: 'pivot that counts', table: 'plain', transform: [{pivot: 'h', value: 'y', groupby: ['g'], op: 'count'}]},
  {name: 'pivot with holes', table: 'gaps', transform: [{pivot: 'k', value: 'v', groupby: ['g'], op: 'max'}]},
  // impute
  {name: 'impute zero', table: 'gaps', transform: [{impute: 'v', key: 'k', groupby: ['g']}]},
  {name: 'impute a value at wanted keys', table: 'gaps', transform: [{impute: 'v', key: 'k', groupby: ['g'], keyvals: [0, 2, 9], value: -1}]},
  {name: 'impute null', table: 'gaps', transform: [{impute: 'v', key: 'k', groupby: ['g'], value: null}]},
  {name: 'impute along a sequence', table: 'gaps', transform: [{impute: 'v', key: 'k', keyvals: {start: 0, stop: 6, step: 2}}]},
  ...['mean', 'median', 'min', 'max'].map(method => ({name: `impute the ${method}`, table: 'gaps', transform: [{impute: 'v', key: 'k', groupby: ['g'], method}]})),
  {name: 'impute the mean of a frame', table: 'gaps', transform: [{impute: 'v', key: 'k', method: 'mean', keyvals: [1, 2, 3, 4, 5], frame: [-2, 2]}]},
  // loess, regression, quantile
  {name: 'loess', table: 'points', transform: [{loess: 'y', on: 'x'}]},
  {name: 'loess by group with names', table: 'points', transform: [{loess: 'y', on: 'x', groupby: ['g'], bandwidth: 0.6, as: ['u', 'v']}]},
  ...['linear', 'log', 'exp', 'pow', 'quad', 'poly'].flatMap(method => [
    {name: `regression ${method}`, table: 'points', transform: [{regression: 'y', on: 'x', method}]},
    {name: `regression ${method} by group`, table: 'points', transform: [{regression: 'y', on: 'x', method, groupby: ['g'], extent: [1, 20], as: ['u', 'v']}]},
    {name: `regression ${method} as params`, table: 'points', transform: [{regression: 'y', on: 'x', method, groupby: ['g'], params: true}]},
  ]),
  {name: 'regression of order 5', table: 'points', transform: [{regression: 'y', on: 'x', method: 'poly', order: 5, params: true}]},
  {name: 'regression of order 1', table: 'points', transform: [{regression: 'y', on: 'x', method: 'poly', order: 1}]},
  {name: 'regression with too few points', table: 'keyed', transform: [{regression: 'id', on: 'id', method: 'poly', order: 3}]},
  {name: 'quantiles', table: 'plain', transform: [{quantile: 'y', step: 0.1}]},
  {name: 'quantiles at probabilities by group', table: 'gaps', transform: [{quantile: 'v', probs: [0, 0.3, 0.9, 1], groupby: ['g'], as: ['p', 'q']}]},
  {name: 'quantiles by default', table: 'many', transform: [{quantile: 'v'}]},
  // lookup
  {name: 'lookup fields', table: 'plain', lookup: 'keyed', transform: [{lookup: 'h', from: {data: {url: 'other'}, key: 'id', fields: ['name', 'more.deep']}}]},
  {name: 'lookup under names with a default', table: 'plain', lookup: 'keyed', transform: [{lookup: 'x', from: {data: {url: 'other'}, key: 'id', fields: ['name']}, as: ['called'], default: 'unknown'}]},
  {name: 'lookup rows', table: 'plain', lookup: 'keyed', transform: [{lookup: 'x', from: {data: {url: 'other'}, key: 'id'}, as: 'row'}]},
  {name: 'lookup numbers by numerals', table: 'numerals', lookup: 'keyed', transform: [{calculate: "datum.g + ''", as: 'text'}, {lookup: 'text', from: {data: {url: 'other'}, key: 'id', fields: ['name']}}]},
  // sample
  {name: 'sample', table: 'many', transform: [{sample: 10}]},
  {name: 'sample of everything', table: 'plain', transform: [{sample: 100}]},
  // stack
  {name: 'stack', table: 'plain', transform: [{stack: 'y', groupby: ['h'], as: 's'}]},
  {name: 'stack sorted', table: 'plain', transform: [{stack: 'y', groupby: ['h'], sort: [{field: 'g', order: 'descending'}, {field: 'x'}], as: ['from', 'to']}]},
  {name: 'stack normalized', table: 'plain', transform: [{stack: 'y', groupby: ['g'], offset: 'normalize', as: ['from', 'to']}]},
  {name: 'stack centered', table: 'plain', transform: [{stack: 'y', groupby: ['g'], offset: 'center', as: ['from', 'to']}]},
  {name: 'stack with holes', table: 'holes', transform: [{stack: 'v', groupby: ['g'], as: ['from', 'to']}]},
  {name: 'stack inside a facet', table: 'plain', facet: 'g', transform: [{stack: 'y', groupby: ['h'], as: ['from', 'to']}]},
  // window
  {name: 'window ranks', table: 'plain', transform: [{window: windows.map(op => ({op, as: op})).concat({op: 'ntile', param: 3, as: 'n'}), sort: [{field: 'x'}]}]},
  {name: 'window ranks without an order', table: 'plain', transform: [{window: windows.map(op => ({op, as: op})), groupby: ['g']}]},
  {name: 'window neighbours', table: 'holes', transform: [{window: asked.map(op => ({op, field: 'v', as: op})).concat({op: 'nth_value', param: 2, field: 'v', as: 'second'}, {op: 'lag', param: 2, field: 's', as: 'lag2'}), frame: [-1, 1], groupby: ['g'], sort: [{field: 's'}]}]},
  // (Vega itself fails where a frame with peers lies outside the rows)
  ...frames.flatMap(frame => (frame[0] === -2 ? [true] : [true, false]).map(ignorePeers => (
    {name: `window aggregates over [${frame}]${ignorePeers ? ' row by row' : ''}`, table: 'plain', transform: [{window: ['sum', 'mean', 'min', 'max', 'median', 'distinct', 'stdev', 'count', 'product', 'valid'].map(op => ({op, field: 'y', as: op})), frame, ignorePeers, sort: [{field: 'h'}, {field: 'g', order: 'descending'}]}]}))),
  {name: 'window over holes', table: 'holes', transform: [{window: ['sum', 'mean', 'missing', 'valid'].map(op => ({op, field: 'v', as: op})), frame: [-2, 0], sort: [{field: 's', order: 'descending'}]}]},
  {name: 'window inside a facet', table: 'plain', facet: 'h', transform: [{window: [{op: 'rank', as: 'r'}], groupby: ['g'], sort: [{field: 'y'}]}]},
  {name: 'window sorted by mixed kinds', table: 'holes', transform: [{window: [{op: 'row_number', as: 'n'}], sort: [{field: 'v'}]}]},
];
