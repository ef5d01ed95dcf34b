// The address, and search.
function putHash() {
  const q = new URLSearchParams(),
    c = state.chosen;
  if (c) {
    if (c.edge !== undefined) q.set('edge', [A[E[c.edge].from][0], L[c.edge][LINK.type], A[E[c.edge].to][0]].join('|'));
    else q.set('node', A[c.node][0]);
  }
  if (state.place) q.set('place', state.place);
  if (state.domain) q.set('domain', state.domain);
  if ([...state.off].join(',') !== D.off.join(',')) q.set('off', [...state.off].join(','));
  const text = q.toString();
  if (text !== location.hash.slice(1)) history.replaceState(null, '', '#' + text);
}
function readHash() {
  const q = new URLSearchParams(location.hash.slice(1));
  state.place = q.get('place') || '';
  state.domain = q.get('domain') || '';
  state.off = new Set(q.has('off') ? q.get('off').split(',').filter(Boolean) : q.size ? [] : D.off);
  refresh(false);
  const key = q.get('node'),
    edge = q.get('edge');
  let chosen = null;
  if (key) {
    const n = A.findIndex((a) => a[0] === key);
    if (n >= 0) chosen = { node: n };
  }
  if (edge) {
    const e = E.findIndex((x, i) => [A[x.from][0], L[i][LINK.type], A[x.to][0]].join('|') === edge);
    if (e >= 0) chosen = { edge: e };
  }
  choose(chosen, true);
  if (chosen) bring(chosen);
  else if (q.size) settle();
}

let haystack = null;
function search(words) {
  if (!haystack)
    haystack = A.map((a, i) =>
      [
        N[i].label,
        ...Object.values(a[2])
          .filter((v) => typeof v !== 'number' && typeof v !== 'boolean' && v)
          .flat(),
        D.taskOf[a[0]] !== undefined ? D.texts[D.taskOf[a[0]]][1] : '',
      ]
        .join('\n')
        .toLowerCase(),
    );
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean),
    found = [];
  if (!parts.length) return found;
  for (let i = 0; i < haystack.length; i++) if (parts.every((p) => haystack[i].includes(p))) found.push(i);
  const named = (i) => (parts.every((p) => N[i].label.toLowerCase().includes(p)) ? 0 : 1);
  return found.sort((a, b) => named(a) - named(b) || D.weights[b] - D.weights[a] || a - b);
}
function finder() {
  const results = el('div', { class: 'found', id: 'found', role: 'listbox', hidden: true });
  const input = el('input', {
    type: 'search',
    id: 'search',
    autocomplete: 'off',
    role: 'combobox',
    'aria-controls': 'found',
    'aria-expanded': 'false',
  });
  const close = () => {
    results.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };
  const go = (i) => {
    close();
    choose({ node: i });
    bring({ node: i });
    $('panel').focus();
  };
  const update = () => {
    const found = search(input.value);
    results.hidden = !input.value.trim();
    input.setAttribute('aria-expanded', String(!results.hidden));
    results.replaceChildren(
      el('p', {}, found.length ? say('foundCount', found.length) : say('foundNone')),
      ...found
        .slice(0, 60)
        .map((i) =>
          el(
            'button',
            { type: 'button', role: 'option', on: { click: () => go(i) } },
            dot(A[i][ABOUT.type]),
            el('span', {}, A[i][ABOUT.props].title || N[i].label),
            el('small', { class: 'soft' }, A[i][ABOUT.place] || ''),
          ),
        ),
    );
    announce(found.length ? say('foundCount', found.length) : say('foundNone'));
  };
  const box = el(
    'div',
    {
      class: 'finder',
      on: {
        keydown: (event) => {
          const options = [...results.querySelectorAll('button')],
            at = options.indexOf(document.activeElement);
          if (event.key === 'ArrowDown' && options.length) {
            options[Math.min(at + 1, options.length - 1)].focus();
            event.preventDefault();
          } else if (event.key === 'ArrowUp' && at >= 0) {
            (options[at - 1] || input).focus();
            event.preventDefault();
          } else if (event.key === 'Enter' && document.activeElement === input && options.length) options[0].click();
          else if (event.key === 'Escape') {
            input.value = '';
            close();
            input.focus();
            event.stopPropagation();
          }
        },
      },
    },
    input,
    results,
  );
  input.addEventListener('input', update);
  document.addEventListener('click', (event) => {
    if (!box.contains(event.target)) close();
  });
  const relabel = () => {
    input.placeholder = say('search');
    input.setAttribute('aria-label', say('search'));
  };
  document.addEventListener('relabelled', relabel);
  relabel();
  return box;
}
