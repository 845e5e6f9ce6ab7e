// The page is a document without this script; with it the list of findings can
// be searched, filtered, sorted and exported. All state is in the fragment of
// the address, so that a view can be sent on and the back button works.
'use strict';
(() => {
  const FIRST = 100, STEP = 200;
  const $ = id => document.getElementById(id);
  const root = document.documentElement;
  let items = [], shown = [], drawn = 0, state = {}, records = [], byTitle, byKey, places;

  root.classList.add('js'); // the list is not laid out before it is cut to its first rows

  document.addEventListener('DOMContentLoaded', () => {
    records = JSON.parse($('records').textContent);
    byTitle = new Map(records.map(r => [r.title, r]));
    byKey = new Map(records.map(r => [r.key, r]));
    places = new Map();
    $('list').tHead.querySelectorAll('th').forEach((th, cell) =>
      th.querySelectorAll('button').forEach((b, line) => places.set(b.dataset.key, [cell, line])));
    items = Array.from($('list').tBodies[0].rows, (row, order) => ({row, order}));
    const further = document.querySelector('#findings noscript');
    if (further) {
      const rows = further.textContent.split('\n').filter(line => line.startsWith('<tr><td>'));
      items = items.concat(rows.map((html, i) => lazy(html, items.length + i)));
      further.remove();
    }
    $('list').tBodies[0].replaceChildren();
    listen();
    restore(true);
    root.classList.add('ready');
    prepare(0);
  });

  // lazy is a finding whose row is made when it is first wanted.
  const lazy = (html, order) => ({
    order,
    get row() {
      const template = document.createElement('template');
      template.innerHTML = html;
      Object.defineProperty(this, 'row', {value: template.content.firstElementChild});
      return this.row;
    }
  });

  // prepare makes rows a few at a time, so that the first filter need not.
  const prepare = i => {
    for (const end = performance.now() + 10; i < items.length && performance.now() < end; i++) items[i].row;
    if (i < items.length) setTimeout(prepare, 0, i);
  };

  // Reading a row: its cells hold one value a line, its details the others.

  const read = (item, key) => {
    const place = places.get(key);
    let text = place ? item.row.cells[place[0]].children[place[1]].textContent : record(item).get(key);
    if (!text) {
      const r = byKey.get(key);
      text = r && r.same ? read(item, r.same) : r && r.else || '';
    }
    return text;
  };

  const record = item => {
    if (item.record) return item.record;
    item.record = new Map();
    item.extra = new Map();
    for (const dt of item.row.querySelectorAll('dl:not(.e) > dt')) {
      const dd = dt.nextElementSibling;
      if (dt.parentNode.className === 'x') item.extra.set(dt.textContent, dd.textContent);
      else item.record.set(byTitle.get(dt.textContent).key, full(dd));
    }
    return item.record;
  };

  // full is the text of a value with the number of a note replaced by the note.
  const full = dd => {
    const a = dd.querySelector('a');
    return a && /^#[BR]\d/.test(a.getAttribute('href')) ? note(a) + dd.textContent.slice(a.textContent.length) : dd.textContent;
  };
  const note = a => $(a.getAttribute('href').slice(1)).querySelector('.full').textContent;

  const words = item => item.text ??= item.row.textContent.toLowerCase();

  // State and address.

  const parse = hash => Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')));
  const format = s => new URLSearchParams(Object.entries(s).filter(([, v]) => v)).toString();

  const restore = first => {
    const hash = location.hash;
    if (!first && hash.length > 1 && !hash.includes('=')) return; // an anchor: the view stays
    const next = hash.includes('=') ? parse(hash) : {};
    if (!first && format(next) === format(state)) return;
    state = next;
    apply();
  };

  const change = (next, typing) => {
    state = next;
    history[typing ? 'replaceState' : 'pushState'](null, '', '#' + format(state));
    apply();
  };

  const goTo = filter => {
    const next = parse(filter);
    if (state.sort) next.sort = state.sort;
    change(next);
    $('findings').scrollIntoView();
    $('findings-h').focus({preventScroll: true});
  };

  // The view.

  const RISKY = new Set(['Incompatible', 'May be compatible', 'Not assessed']);

  const tests = () => Object.entries(state).filter(([k, v]) => v && k !== 'sort').map(([key, value]) => {
    if (key === 'q') {
      const parts = value.toLowerCase().split(/\s+/).filter(Boolean);
      return item => parts.every(p => words(item).includes(p));
    }
    if (key === 'show') {
      return value === 'mixed' ? item => read(item, 'mixed') === 'yes' : item => RISKY.has(read(item, 'verdict'));
    }
    const wanted = value.toLowerCase();
    return byKey.has(key) ? item => read(item, key).toLowerCase() === wanted : () => true;
  });

  const apply = () => {
    const all = tests();
    shown = items.filter(item => all.every(test => test(item)));
    sort();
    draw(FIRST, true);
    controls();
    $('count').textContent = `${number(shown.length)} of ${number(items.length)} findings`;
  };

  const sort = () => {
    const key = (state.sort || '').replace(/^-/, '');
    if (!byKey.has(key)) return;
    const values = new Map(shown.map(item => [read(item, key), 0]));
    const select = $('f-' + key), fixed = key === 'verdict' || key === 'risk';
    const order = fixed && select ? Array.from(select.options, o => o.value) : null;
    const collator = new Intl.Collator(undefined, {numeric: true});
    const sorted = [...values.keys()].sort(order ? (a, b) => order.indexOf(a) - order.indexOf(b) : collator.compare);
    sorted.forEach((value, rank) => values.set(value, value === '' && !order ? sorted.length : rank));
    const way = state.sort.startsWith('-') ? -1 : 1;
    shown.sort((a, b) => way * (values.get(read(a, key)) - values.get(read(b, key))) || a.order - b.order);
  };

  const draw = (count, anew) => {
    const body = $('list').tBodies[0];
    if (anew) { body.replaceChildren(); drawn = 0; }
    const next = shown.slice(drawn, drawn + count);
    body.append(...next.map(item => item.row));
    drawn += next.length;
    $('more').hidden = drawn >= shown.length;
    $('more').textContent = `Show more (${number(shown.length - drawn)} left)`;
  };

  const controls = () => {
    if ($('q').value !== (state.q || '')) $('q').value = state.q || '';
    const chips = [];
    const selects = new Map(Array.from(document.querySelectorAll('select[data-key]'), s => [s.dataset.key, s]));
    for (const [key, select] of selects) {
      select.value = state[key] || '';
      if (select.selectedIndex < 0) select.value = '';
    }
    for (const [key, value] of Object.entries(state)) {
      const select = selects.get(key);
      if (!value || key === 'q' || key === 'sort' || select && select.value === value || !byKey.has(key)) continue;
      chips.push(chip(key, value));
    }
    $('chips').replaceChildren(...chips);
    for (const th of $('list').tHead.querySelectorAll('th')) th.removeAttribute('aria-sort');
    for (const b of $('list').tHead.querySelectorAll('button')) {
      const on = state.sort && state.sort.replace(/^-/, '') === b.dataset.key;
      const down = on && state.sort.startsWith('-');
      b.className = on ? down ? 'down' : 'up' : '';
      if (on) b.closest('th').setAttribute('aria-sort', down ? 'descending' : 'ascending');
    }
  };

  const chip = (key, value) => {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'chip';
    b.textContent = `${byKey.get(key).title}: ${value} ×`;
    b.setAttribute('aria-label', `Remove the filter ${byKey.get(key).title}: ${value}`);
    b.addEventListener('click', () => { change({...state, [key]: ''}); $('findings-h').focus(); });
    return b;
  };

  const number = n => n.toLocaleString('en');

  // Export of all findings that the filters leave, in the order of the view.

  const columns = () => {
    const used = records.filter(r => ALWAYS.has(r.key) || shown.some(item => read(item, r.key)));
    const extra = new Set();
    for (const item of shown) { record(item); for (const header of item.extra.keys()) extra.add(header); }
    return [used, [...extra]];
  };
  const ALWAYS = new Set(['verdict', 'risk', 'application', 'api', 'api-written', 'server', 'server-version',
    'server-version-written', 'mixed', 'cause', 'reason', 'remedy', 'basis', 'advisories', 'position', 'key']);

  const quote = text => {
    // What a spreadsheet would run as a formula gets an apostrophe, as in the CSV format.
    if (/^\s*"?[=+\-@＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = "'" + text;
    return /[",;\r\n]|^\s|\s$/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };

  const csv = () => {
    const [known, extra] = columns();
    const lines = [known.map(r => r.record).concat(extra)];
    for (const item of shown) {
      lines.push(known.map(r => (recorded[r.key] || same)(read(item, r.key))).concat(extra.map(h => item.extra.get(h) || '')));
    }
    return '\ufeff' + lines.map(line => line.map(quote).join(',') + '\r\n').join('');
  };

  // What the CSV format writes in place of the words on the page.
  const same = text => text;
  const titled = id => document.getElementById(id) ? id + ': ' + document.getElementById(id).cells[2].textContent : id;
  const recorded = {
    verdict: words => words.toLowerCase().replaceAll(' ', '-'),
    advisories: ids => ids.split(' ').filter(Boolean).map(titled).join('; '),
  };

  const markdown = () => {
    const keys = [...places.keys()].filter(k => !k.endsWith('-written') || shown.some(item => read(item, k)));
    if (!places.has('remedy')) keys.push('remedy');
    const line = cells => '| ' + cells.map(escape).join(' | ') + ' |\n';
    return line(keys.map(k => byKey.get(k).title)) + '|' + ' --- |'.repeat(keys.length) + '\n' +
      shown.map(item => line(keys.map(k => read(item, k)))).join('');
  };
  const escape = text => text.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/\s+/g, ' ');

  const download = () => {
    const a = document.createElement('a');
    a.href = URL.createObjectURL(new Blob([csv()], {type: 'text/csv;charset=utf-8'}));
    a.download = 'findings.csv';
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
    $('count').textContent = `Downloaded ${number(shown.length)} findings as findings.csv`;
  };

  const copy = async () => {
    const text = markdown();
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch { done = copyBySelection(text); }
    $('count').textContent = done ? `Copied ${number(shown.length)} findings as Markdown` : 'The browser does not let this page copy';
  };

  const copyBySelection = text => {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };

  const listen = () => {
    for (const a of document.querySelectorAll('a[data-f]')) a.href = '#' + a.dataset.f;
    document.addEventListener('click', e => {
      const a = e.target.closest('a[data-f]');
      if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      goTo(a.dataset.f);
    });
    $('list').tHead.addEventListener('click', e => {
      const key = e.target.closest('button')?.dataset.key;
      if (key) change({...state, sort: state.sort === key ? '-' + key : state.sort === '-' + key ? '' : key});
    });
    // What a numbered remedy or rule says is written out when a finding is opened.
    $('list').addEventListener('toggle', e => {
      for (const a of e.target.querySelectorAll('dd > a:not(.open)')) {
        a.classList.add('open');
        a.title = note(a);
      }
    }, true);
    let typing;
    $('q').addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => change({...state, q: $('q').value.trim()}, true), 120);
    });
    for (const select of document.querySelectorAll('select[data-key]')) {
      select.addEventListener('change', () => change({...state, [select.dataset.key]: select.value}));
    }
    $('reset').addEventListener('click', () => change({}));
    $('copy').addEventListener('click', copy);
    $('csv').addEventListener('click', download);
    $('more').addEventListener('click', () => draw(STEP));
    new IntersectionObserver(seen => seen[0].isIntersecting && draw(STEP), {rootMargin: '600px'}).observe($('more'));
    addEventListener('popstate', () => restore());
    addEventListener('hashchange', () => restore());
    addEventListener('beforeprint', () => draw(shown.length));
    addEventListener('afterprint', () => draw(FIRST, true));
  };
})();
