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
  // Rows in an order without pattern, whole and broken numbers of both signs, ties, a few holes.
  large: Array.from({length: 70}, (_, i) => ({
    i, v: i % 41 === 7 ? null : ((i * 7919) % 997) / 8 - 50, w: (i * 31) % 17, g: 'abc'[(i * 13) % 3], s: `k${(i * 101) % 53}`,
  })),
  long: Array.from({length: 270}, (_, i) => ({a: ((i * 7919) % 997) / 8 - 50, b: (i * 31) % 17})),
  same: [{g: 'a', v: 4}, {g: 'a', v: 4}, {g: 'a', v: 4}, {g: 'b', v: 0}, {g: 'b', v: 0}, {g: 'c', v: 9}, {g: 'd', v: 1}, {g: 'd', v: 5}, {g: 'd', v: 5}, {g: 'd', v: 5}, {g: 'd', v: 8}],
  fractions: [{v: 0.013}, {v: 0.5}, {v: 0.27}, {v: 0.999}, {v: 0.25}],
  millions: [{v: 1200000}, {v: 98765432}, {v: 5000000}, {v: 43210987}],
  keys: [{k: '1', n: 1}, {k: 2, n: 2}, {k: null, n: 3}, {k: 'two', n: 4}, {k: 7, n: 5}],
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
  // the same over 70 rows
  {name: 'every operation over 70 rows', table: 'large', transform: [{aggregate: every('v').filter(m => m.op !== 'values'), groupby: ['g']}]},
  {name: 'every operation over text and whole numbers', table: 'large', transform: [{aggregate: ['distinct', 'min', 'max', 'median', 'q1', 'q3', 'mean', 'valid'].flatMap(op => [{op, field: 'w', as: `w_${op}`}, {op, field: 's', as: `s_${op}`}])}]},
  {name: 'aggregate over three groupings', table: 'large', transform: [{aggregate: [{op: 'count', as: 'n'}, {op: 'sum', field: 'v', as: 's'}], groupby: ['g', 'w']}]},
  {name: 'confidence intervals over 70 rows', table: 'large', transform: [{aggregate: [{op: 'ci0', field: 'v', as: 'lo'}, {op: 'ci1', field: 'v', as: 'hi'}], groupby: ['g']}]},
  {name: 'quantiles of 270 rows', table: 'long', transform: [{quantile: 'a', probs: [0, 0.001, 0.1, 0.25, 0.5, 0.77, 0.999, 1]}]},
  {name: 'order statistics of 270 rows', table: 'long', transform: [{aggregate: ['min', 'q1', 'median', 'q3', 'max', 'mean', 'stdev', 'distinct'].map(op => ({op, field: 'a', as: op}))}]},
  {name: 'window over 270 rows', table: 'long', transform: [{window: [{op: 'row_number', as: 'n'}], sort: [{field: 'b', order: 'descending'}, {field: 'a'}]}]},
  {name: 'quantiles of 70 rows', table: 'large', transform: [{quantile: 'v', probs: [0, 0.001, 0.1, 0.25, 0.5, 0.77, 0.999, 1], groupby: ['g']}]},
  {name: 'quantiles by a step', table: 'large', transform: [{quantile: 'w', step: 0.3}]},
  {name: 'quantiles by a step of zero', table: 'same', transform: [{quantile: 'v', step: 0}]},
  {name: 'quantiles of few', table: 'same', transform: [{quantile: 'v', probs: [0, 0.2, 0.5, 1], groupby: ['g']}]},
  {name: 'every operation over equal numbers', table: 'same', transform: [{aggregate: every('v').filter(m => m.op !== 'values'), groupby: ['g']}]},
  {name: 'density of equal numbers', table: 'same', transform: [{density: 'v', groupby: ['g'], resolve: 'independent', steps: 4}]},
  {name: 'density of equal numbers within an extent', table: 'same', transform: [{density: 'v', groupby: ['g'], extent: [0, 10], steps: 5}]},
  {name: 'cumulative density with far tails', table: 'same', transform: [{density: 'v', cumulative: true, bandwidth: 0.7, extent: [-30, 40], steps: 20}]},
  {name: 'cumulative density of one', table: 'same', transform: [{density: 'v', groupby: ['g'], cumulative: true, bandwidth: 1, extent: [-40, 40], steps: 25}]},
  {name: 'density of 70 rows', table: 'large', transform: [{density: 'v', groupby: ['g'], counts: true, steps: 15}]},
  {name: 'density sampled where it bends', table: 'large', transform: [{density: 'v', resolve: 'independent', maxsteps: 60}]},
  // bins
  ...[{maxbins: 1}, {maxbins: 2}, {maxbins: 3}, {maxbins: 20}, {maxbins: 50}, {divide: [2]}, {divide: [5, 2], maxbins: 12}, {divide: [], maxbins: 12}, {base: 3, maxbins: 9}, {minstep: 0.2}, {step: 0.3}, {step: 0.3, nice: false}, {steps: [0.05, 0.1, 0.5], maxbins: 10}, {steps: [0.001]}, {anchor: 0.1, step: 0.25}, {anchor: -0.1, maxbins: 5}, {anchor: 2, maxbins: 5}, {extent: [0.2, 0.6], maxbins: 5}, {extent: [0, 1], nice: false, maxbins: 4}]
    .flatMap(bin => ['fractions', 'millions'].filter(table => table === 'fractions' || !(bin.step || bin.steps || bin.minstep)).map(table => ({name: `bin ${JSON.stringify(bin)} of ${table}`, table, transform: [{bin, field: 'v', as: ['from', 'to']}]}))),
  {name: 'bin of equal numbers', table: 'same', transform: [{filter: "datum.g == 'a'"}, {bin: true, field: 'v', as: ['from', 'to']}]},
  {name: 'bin of zeros', table: 'same', transform: [{filter: "datum.g == 'b'"}, {bin: {maxbins: 5}, field: 'v', as: ['from', 'to']}]},
  // pivot
  ...['sum', 'mean', 'min', 'stdev', 'valid', 'missing', 'median', 'product', 'q1'].map(op => ({name: `pivot of ${op} with empty cells`, table: 'same', transform: [{pivot: 'v', value: 'v', groupby: ['g'], op}]})),
  {name: 'pivot with a limit above what there is', table: 'plain', transform: [{pivot: 'g', value: 'y', groupby: ['h'], limit: 9}]},
  {name: 'pivot of numbers in order', table: 'large', transform: [{pivot: 'w', value: 'v', groupby: ['g'], op: 'count', limit: 4}]},
  // lookup
  {name: 'lookup by mixed keys', table: 'keys', lookup: 'keyed', transform: [{lookup: 'k', from: {data: {url: 'other'}, key: 'id', fields: ['name', 'id']}, default: 'none'}]},
  {name: 'lookup by one field', table: 'keys', lookup: 'keyed', transform: [{lookup: 'n', from: {data: {url: 'other'}, key: 'id', fields: ['name']}}]},
  {name: 'lookup where all is found', table: 'plain', lookup: 'keyed', transform: [{lookup: 'h', from: {data: {url: 'other'}, key: 'id', fields: ['id', 'name']}, as: ['a', 'b']}]},
  // sample
  ...[0, 1, 150, 199, 200].map(sample => ({name: `sample of ${sample} among 200`, table: 'many', transform: [{sample}]})),
  // stack, window, impute over more rows
  {name: 'stack of both signs', table: 'large', transform: [{stack: 'v', groupby: ['w'], sort: [{field: 'g', order: 'descending'}, {field: 's'}], as: ['from', 'to']}]},
  {name: 'stack of both signs, normalized', table: 'large', transform: [{stack: 'v', groupby: ['w'], offset: 'normalize', as: ['from', 'to']}]},
  {name: 'stack of both signs, centered', table: 'large', transform: [{stack: 'v', groupby: ['w'], offset: 'center', sort: [{field: 'v'}], as: ['from', 'to']}]},
  {name: 'stack of zeros, normalized', table: 'same', transform: [{stack: 'v', groupby: ['g'], offset: 'normalize', as: ['from', 'to']}]},
  {name: 'window over 70 rows', table: 'large', transform: [{window: windows.map(op => ({op, as: op})).concat({op: 'ntile', param: 7, as: 'n'}, {op: 'lead', param: 3, field: 'v', as: 'lead3'}, {op: 'sum', field: 'v', as: 'sum'}), sort: [{field: 'w', order: 'descending'}, {field: 's'}], groupby: ['g']}]},
  ...[[-3, 0], [0, 2], [-1, 4], [0, 0]].map(frame => ({name: `window over [${frame}] of equal numbers`, table: 'same', transform: [{window: ['sum', 'count', 'min', 'max', 'median', 'distinct'].map(op => ({op, field: 'v', as: op})).concat({op: 'first_value', field: 'v', as: 'first'}, {op: 'last_value', field: 'v', as: 'last'}, {op: 'nth_value', param: 2, field: 'v', as: 'second'}), frame, ignorePeers: true, sort: [{field: 'g'}]}]})),
  ...[1, 2, 5, 20].map(param => ({name: `window of ${param} tiles`, table: 'plain', transform: [{window: [{op: 'ntile', param, as: 't'}, {op: 'lag', param, field: 'y', as: 'lag'}, {op: 'lead', param, field: 'y', as: 'lead'}, {op: 'nth_value', param, field: 'y', as: 'nth'}], sort: [{field: 'y'}]}]})),
  {name: 'window of neighbours that are valid', table: 'large', transform: [{window: [{op: 'prev_value', field: 'v', as: 'p'}, {op: 'next_value', field: 'v', as: 'n'}], frame: [null, null], sort: [{field: 'i'}]}]},
  ...['mean', 'median'].map(method => ({name: `impute the ${method} of frames over 70 rows`, table: 'large', transform: [{impute: 'v', key: 'i', groupby: ['g'], method, value: 3, frame: [-5, 5]}]})),
  {name: 'impute along a sequence by group', table: 'gaps', transform: [{impute: 'v', key: 'k', groupby: ['g'], keyvals: {stop: 3}, value: 7}]},
  {name: 'joinaggregate over 70 rows', table: 'large', transform: [{joinaggregate: [{op: 'median', field: 'v', as: 'm'}, {op: 'distinct', field: 's', as: 'd'}, {op: 'rank', as: 'r'}].slice(0, 2), groupby: ['g', 'w']}]},
  {name: 'loess of 70 rows', table: 'large', transform: [{filter: 'isValid(datum.v)'}, {loess: 'v', on: 'w', bandwidth: 0.4}]},
  {name: 'loess of ties', table: 'same', transform: [{loess: 'v', on: 'v', bandwidth: 0.9}]},
  ...['linear', 'quad', 'poly'].map(method => ({name: `regression ${method} of 70 rows`, table: 'large', transform: [{regression: 'v', on: 'i', method, groupby: ['g'], params: true}]})),
  {name: 'regression of one place', table: 'same', transform: [{regression: 'v', on: 'v', groupby: ['g'], params: true}]},
  {name: 'flatten with an index', table: 'arrays', transform: [{flatten: ['a']}, {flatten: ['b'], as: ['a']}]},
  {name: 'fold one field', table: 'same', transform: [{fold: ['v'], as: ['only']}]},
];
