// What the JavaScript rivals have in common: the answers, and recognising a
// version by what a text contains.
const { readFileSync } = require('node:fs');

const contain = [['2013', '8308'], ['2010', '7577'], ['2007', '6907']];

exports.generation = (text) => 1 + contain.findIndex((words) => words.some((word) => String(text ?? '').includes(word)));

// answers reads the table: "a,s" to verdict, risk, reason. Only its last column has commas or quotes.
exports.answers = (path) => {
  const table = new Map();
  for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
    const [a, s, verdict, risk, ...reason] = line.split(',');
    table.set(`${a},${s}`, [verdict, risk, reason.join(',').replace(/^"|"$/g, '').replaceAll('""', '"')]);
  }
  return table;
};
