// node sheetjs.cjs PLAIN IN OUT
const xlsx = require('xlsx');
const { answers, generation } = require('./plain.cjs');

const [plain, input, output] = process.argv.slice(2);
const table = answers(plain);
const book = xlsx.readFile(input, { dense: true });
const rows = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, defval: '' });
rows.forEach((row, i) => {
  row.push(...(i === 0 ? ['verdict', 'risk', 'reason'] : table.get(`${generation(row[2])},${generation(row[4])}`)), i + 1);
});
const written = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(written, xlsx.utils.aoa_to_sheet(rows, { dense: true }), 'Pairs');
xlsx.writeFile(written, output, { compression: true });
