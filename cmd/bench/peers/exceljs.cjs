// node exceljs.cjs PLAIN IN OUT
const excel = require('exceljs');
const { answers, generation } = require('./plain.cjs');

const [plain, input, output] = process.argv.slice(2);

async function main() {
  const table = answers(plain);
  const written = new excel.stream.xlsx.WorkbookWriter({ filename: output });
  const sheet = written.addWorksheet('Pairs');
  const reader = new excel.stream.xlsx.WorkbookReader(input, { sharedStrings: 'cache', worksheets: 'emit' });
  for await (const page of reader) {
    for await (const row of page) {
      const cells = row.values.slice(1);
      cells.length = 8;
      const more = row.number === 1 ? ['verdict', 'risk', 'reason'] : table.get(`${generation(cells[2])},${generation(cells[4])}`);
      sheet.addRow([...cells, ...more, row.number]).commit();
    }
  }
  await written.commit();
}

main();
