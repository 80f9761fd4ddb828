// Writes expected.json: what Vega's dataflow makes of small tables, for every transform, through Vega-Lite's compiler.
// Run with node where vega and vega-lite are installed:  TZ=UTC node expected.mjs > expected.json
// Values JSON cannot hold are written {"$": "NaN"}, {"$": "Infinity"}, {"$": "undefined"}, {"$date": ms}.
import * as vega from 'vega';
import * as lite from 'vega-lite';
import {cases, tables} from './cases.mjs';

const special = {NaN, Infinity, '-Infinity': -Infinity, undefined};

function decode(x) {
  if (Array.isArray(x)) return x.map(decode);
  if (x && typeof x === 'object') {
    if ('$' in x) return special[x.$];
    if ('$date' in x) return new Date(x.$date);
    return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, decode(v)]));
  }
  return x;
}

function encode(x) {
  if (x === undefined) return {$: 'undefined'};
  if (typeof x === 'number' && !Number.isFinite(x)) return {$: String(x)};
  if (x instanceof Date) return {$date: x.getTime()};
  if (Array.isArray(x)) return x.map(encode);
  if (x && typeof x === 'object') return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, encode(v)]));
  return x;
}

function spec(one) {
  const unit = {transform: one.transform, mark: 'point', encoding: {}};
  const data = {name: 'in'};
  if (!one.facet) return {data, ...unit};
  return {data, facet: {row: {field: one.facet, type: 'nominal'}}, spec: unit};
}

function compile(one) {
  const compiled = lite.compile(spec(one), {logger: quiet()}).spec;
  for (const d of compiled.data) {
    if (d.name !== 'in' && one.lookup) {
      delete d.url;
      if (!d.source) d.values = decode(tables[one.lookup]);
    }
  }
  return compiled;
}

function quiet() {
  const logger = {level: () => logger, error: () => logger, warn: () => logger, info: () => logger, debug: () => logger};
  return logger;
}

async function run(one) {
  vega.setRandom(vega.randomLCG(123456789));
  const compiled = compile(one);
  const view = new vega.View(vega.parse(compiled), {renderer: 'none', logger: quiet()});
  view.insert('in', decode(tables[one.table]));
  await view.runAsync();
  const names = compiled.data.map(d => d.name).filter(name => /^data_\d+$/.test(name));
  const rows = view.data(names.length ? names[names.length - 1] : 'in');
  return rows.map(row => encode({...row}));
}

const out = [];
for (const one of cases) {
  try {
    out.push({...one, data: tables[one.table], ...(one.lookup ? {other: tables[one.lookup]} : {}), expected: await run(one)});
  } catch (error) {
    console.error(`${one.name}: ${error.stack}`);
  }
}
console.log('[\n' + out.map(one => JSON.stringify(one)).join(',\n') + '\n]');
