// The side panel: the answer first; then what is chosen, with the words it was read from.
const valueText = (value) => {
  if (value === true || value === false) return caption('values', String(value));
  if (Array.isArray(value)) return value.map((v) => caption('values', v)).join(lang === 'zh' ? '、' : ', ');
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Math.round(value * 1000) / 1000);
  return caption('values', value);
};
const isRole = (kind) => Boolean(D.captions.roles[kind]);
function kindName(i) {
  const role = L[i][LINK.role],
    type = L[i][LINK.type];
  return role ? (isRole(role) ? caption('roles', role) : caption('values', role)) : caption('edges', type);
}
const edgeName = (i) =>
  N[E[i].from].label +
  ' — ' +
  kindName(i) +
  (L[i][LINK.weight] > 1 ? ' ' + L[i][LINK.weight] : '') +
  ' → ' +
  N[E[i].to].label;
const dot = (type) => el('i', { class: 'dot ' + type, 'aria-hidden': 'true' });
const dash = (i) => {
  const type = L[i][LINK.type],
    role = L[i][LINK.role];
  return el('i', {
    class: 'dash ' + (role ? role : type === 'SAME_DOMAIN_AS' || type === 'COMPARABLE_TO' ? 'near' : 'other'),
    'aria-hidden': 'true',
  });
};
function list(props, skip) {
  const rows = Object.entries(props).filter(
    ([name, value]) =>
      !skip.includes(name) && value !== null && value !== '' && !(Array.isArray(value) && !value.length),
  );
  if (!rows.length) return null;
  return el(
    'dl',
    {},
    rows.map(([name, value]) => {
      const both = D.captions.props[name] || [name, name];
      return [
        el('dt', {}, pick(both), el('small', { lang: lang === 'zh' ? 'en' : 'zh-Hans' }, both[lang === 'zh' ? 1 : 0])),
        el('dd', {}, valueText(value)),
      ];
    }),
  );
}

// A quote in its sentence: the text of the task it stands in is at hand; elsewhere the quote stands alone.
const STOP = /[。!?;!?;\n]/;
function marked(quote, names) {
  const name = (names || []).find((n) => n && quote.includes(n)),
    at = name ? quote.indexOf(name) : -1;
  return at < 0
    ? el('mark', {}, quote)
    : el('mark', {}, quote.slice(0, at), el('b', {}, name), quote.slice(at + name.length));
}
function sentence(quote, start, end, host, names) {
  const text = host === null ? null : D.texts[host];
  if (!quote) return null;
  const whole = text ? text[1] : '';
  let at = text ? start - text[2] : -1;
  if (!text || whole.slice(at, at + quote.length) !== quote) at = whole.indexOf(quote);
  if (at < 0) return el('blockquote', {}, marked(quote, names));
  let from = at,
    to = at + quote.length;
  const backwards = () => {
    while (from > 0 && !STOP.test(whole[from - 1]) && at - from < 160) from--;
  };
  backwards();
  // Units are often named in a bracket of their own after the sentence: that sentence is what they are named for.
  if (!whole.slice(from, at).trim() && from > 1) {
    from--;
    backwards();
  }
  while (to < whole.length && !STOP.test(whole[to - 1]) && to - at - quote.length < 160) to++;
  return el(
    'blockquote',
    {},
    (from > 0 && !STOP.test(whole[from - 1]) ? '…' : '') + whole.slice(from, at).trimStart(),
    marked(quote, names),
    whole.slice(at + quote.length, to),
  );
}
function where(document_, start, end) {
  const d = document_ === null ? null : D.documents[document_];
  if (!d) return null;
  const name = [d.title || d.place || d.source, d.number].filter(Boolean).join(' ');
  const span = start === null ? '' : say('characters', start, end);
  return el(
    'p',
    { class: 'where' },
    [name, span, d.source && d.source !== name ? d.source : ''].filter(Boolean).join(' · '),
  );
}
function evidence(i) {
  const found = L[i][LINK.evidence],
    made = [],
    by = new Map(),
    giver = A[E[i].from][ABOUT.props];
  const names = [giver.name, ...(giver.aliases || [])].sort((a, b) => (b || '').length - (a || '').length);
  // The same words may speak for several tasks (units given once for a section): they are shown once, under all of them.
  for (const one of found) {
    const key = one[0] === null ? one : one.slice(0, 4).join('|');
    if (!by.has(key)) by.set(key, [one, []]);
    const head = [one[6], one[4] !== null ? D.texts[one[4]][0] : ''].filter(Boolean).join(' — ');
    if ((found.length > 1 || one[6]) && head) by.get(key)[1].push(head);
  }
  const distinct = [...by.values()];
  const show = (from) => {
    for (const [[quote, start, end, document_, , host], heads] of distinct.slice(from, from + 12)) {
      made.push(
        el(
          'div',
          { class: 'proof' },
          heads.map((head) => el('div', { class: 'full' }, head)),
          sentence(quote, start, end, host, names),
          where(document_, start, end),
        ),
      );
    }
  };
  show(0);
  const box = el('div', {}, made);
  if (distinct.length > 12) {
    let shown = 12;
    const more = el(
      'button',
      {
        type: 'button',
        on: {
          click: () => {
            made.length = 0;
            show(shown);
            more.before(...made);
            shown += 12;
            if (shown >= distinct.length) more.remove();
          },
        },
      },
      say('moreEvidence', distinct.length),
    );
    box.append(more);
  }
  return found.length ? [el('h3', {}, say('evidence') + (found.length > 1 ? ' · ' + found.length : '')), box] : [];
}

function links(n) {
  const by = new Map();
  for (const e of touching[n]) {
    const out = E[e].from === n,
      kind = kindName(e),
      other = out ? E[e].to : E[e].from;
    const group = kind + '/' + A[other][ABOUT.type];
    if (!by.has(group)) by.set(group, { kind, type: A[other][ABOUT.type], edges: [] });
    by.get(group).edges.push([e, other]);
  }
  const order = Object.keys(D.captions.roles).map((r) => caption('roles', r));
  const place = (g) => {
    const i = order.indexOf(g.kind);
    return i < 0 ? 9 : i;
  };
  return [...by.values()]
    .sort((a, b) => place(a) - place(b))
    .map((group) => {
      const shown = el('ul', { class: 'links' }),
        all = group.edges.sort((a, b) => L[b[0]][LINK.weight] - L[a[0]][LINK.weight] || a[1] - b[1]);
      const add = (from, to) =>
        shown.append(
          ...all.slice(from, to).map(([e, other]) =>
            el(
              'li',
              {},
              el(
                'button',
                {
                  type: 'button',
                  on: { click: () => choose(L[e][LINK.evidence].length ? { edge: e } : { node: other }) },
                },
                el(
                  'span',
                  { class: 'line' },
                  dash(e),
                  el('span', {}, N[other].label),
                  L[e][LINK.weight] > 1 ? el('small', {}, String(L[e][LINK.weight])) : null,
                ),
              ),
            ),
          ),
        );
      add(0, 25);
      const more =
        all.length > 25
          ? el(
              'button',
              {
                type: 'button',
                on: {
                  click: () => {
                    add(25, all.length);
                    more.remove();
                  },
                },
              },
              say('showAll', all.length),
            )
          : null;
      return [el('h3', {}, group.kind + ' · ' + caption('types', group.type) + ' ' + all.length), shown, more];
    });
}
const back = () =>
  el('button', { type: 'button', class: 'back', on: { click: () => choose(null) } }, '← ' + say('back'));

function showNode(n) {
  const [key, type, props] = A[n],
    text = D.taskOf[key] !== undefined ? D.texts[D.taskOf[key]] : null;
  const own = D.evidenceOf[n];
  return [
    back(),
    el('p', { class: 'chip' }, dot(type), caption('types', type)),
    el('h2', {}, props.title || props.full_name || N[n].label),
    list(props, ['title']),
    own
      ? [el('h3', {}, say('evidence')), sentence(own[0], own[1], own[2], own[5]), where(own[3], own[1], own[2])]
      : null,
    text && text[1]
      ? el(
          'details',
          { open: true },
          el('summary', {}, say('fullText')),
          el('p', { class: 'full' }, text[1]),
          where(text[3], text[2], text[2] + text[1].length),
        )
      : null,
    links(n),
  ].flat(3);
}
function showEdge(e) {
  const end = (n) =>
    el(
      'button',
      { type: 'button', on: { click: () => choose({ node: n }) } },
      dot(A[n][ABOUT.type]),
      el('span', {}, N[n].label),
    );
  return [
    back(),
    el('p', { class: 'chip' }, dash(e), kindName(e)),
    el(
      'div',
      { class: 'ends' },
      end(E[e].from),
      el('span', { class: 'to' }, '↓ ' + kindName(e) + (L[e][LINK.weight] > 1 ? ' · ' + L[e][LINK.weight] : '')),
      end(E[e].to),
    ),
    list(L[e][LINK.props], []),
    evidence(e),
  ].flat(3);
}
function ranking(table) {
  const top = Math.max(...table.rows.map((row) => row.parts.reduce((sum, p) => sum + p[1], 0)), 1);
  return [
    el('h3', {}, pick(table.title)),
    el(
      'div',
      { class: 'rank' },
      table.rows.map((row) => {
        const total = row.parts.reduce((sum, p) => sum + p[1], 0);
        const inside = [
          el('span', { class: 'name' }, el('span', {}, pick(row.name)), el('b', {}, String(total))),
          pick(row.note) ? el('small', {}, pick(row.note)) : null,
          el(
            'span',
            { class: 'bar', 'aria-hidden': 'true' },
            row.parts.map(([kind, value]) => {
              const part = el('i', { class: 'part ' + kind });
              part.style.width = (100 * value) / top + '%';
              return part;
            }),
          ),
        ];
        return row.node === null
          ? el('div', { class: 'row' }, inside)
          : el('button', { type: 'button', on: { click: () => choose({ node: row.node }) } }, inside);
      }),
    ),
  ];
}
const sheet = (table) => [
  el('h3', {}, pick(table.title)),
  el(
    'table',
    {},
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        table.heading.map((h) => el('th', { scope: 'col' }, pick(h))),
      ),
    ),
    el(
      'tbody',
      {},
      table.rows.map((row) =>
        el(
          'tr',
          {},
          row.map((cell) => el('td', {}, pick(cell))),
        ),
      ),
    ),
  ),
];
function showAnswer() {
  return [
    el(
      'div',
      { class: 'facts' },
      D.facts.map(([name, value]) => el('div', {}, el('span', {}, pick(name)), el('b', {}, value))),
    ),
    D.rankings.map(ranking),
    D.sheets.map(sheet),
  ].flat(4);
}
function showPanel() {
  const c = state.chosen,
    panel = $('panel');
  panel.replaceChildren(
    ...(c ? (c.edge !== undefined ? showEdge(c.edge) : showNode(c.node)) : showAnswer()).filter(Boolean),
  );
  panel.setAttribute('aria-label', say(c ? 'details' : 'answer'));
  panel.scrollTop = 0;
}

// Choosing: opens what is still closed, lights it, shows it, and puts it into the address.
function choose(chosen, quiet) {
  if (chosen) {
    const ends =
      chosen.edge !== undefined
        ? [E[chosen.edge].from, E[chosen.edge].to]
        : [
            chosen.node,
            ...touching[chosen.node].slice(0, 200).map((e) => (E[e].from === chosen.node ? E[e].to : E[e].from)),
          ];
    const hidden = ends.filter((n) => !shownNodes.has(n));
    if (hidden.length) {
      hidden.forEach((n) => state.extra.add(n));
      refresh(false);
    }
  }
  state.chosen = chosen;
  light(chosen);
  showPanel();
  if (!quiet) putHash();
  announce(chosen ? (chosen.edge !== undefined ? edgeName(chosen.edge) : N[chosen.node].label) : say('cleared'));
}
function bring(chosen) {
  const ids = chosen.edge !== undefined ? [E[chosen.edge].from, E[chosen.edge].to] : [...lit.nodes];
  fitAll(ids);
}
