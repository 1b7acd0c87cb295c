'use strict';
// Sorting and filtering of the rows on a page. Without script every table still reads, and the filter forms still work.

for (const section of document.querySelectorAll('section.table')) {
  const table = section.querySelector('table');
  if (table) {
    makeSortable(table);
    const quick = section.querySelector('input.quick');
    if (quick) {
      quick.addEventListener('input', () => showOnly(table, quick.value));
    }
  }
}

function makeSortable(table) {
  const headings = Array.from(table.querySelectorAll('thead th'));
  headings.forEach((heading, column) => {
    heading.querySelector('button').addEventListener('click', () => {
      const ascending = heading.getAttribute('aria-sort') !== 'ascending';
      headings.forEach((other) => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      sort(table.tBodies[0], column, ascending ? 1 : -1);
    });
  });
}

function sort(body, column, direction) {
  const value = (row) => row.cells[column].dataset.sort || '';
  const rows = Array.from(body.rows);
  const numbers = rows.every((row) => value(row) === '' || Number.isFinite(Number(value(row))));
  rows.sort((a, b) => {
    const x = value(a);
    const y = value(b);
    if (x === '' || y === '') {
      return (x === '') - (y === '');
    }
    const order = numbers ? Number(x) - Number(y) : x.localeCompare(y, 'en', { numeric: true });
    return direction * order;
  });
  body.append(...rows);
}

function showOnly(table, text) {
  const wanted = text.trim().toLowerCase();
  for (const row of table.tBodies[0].rows) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }
}
