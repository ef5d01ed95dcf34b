// Legend, filters, export, keys; and the page is started.
const toggleOff = (kind) => {
  if (state.off.has(kind)) state.off.delete(kind);
  else state.off.add(kind);
  refresh(false);
  light(null);
  state.chosen = null;
  showPanel();
  putHash();
  legend();
  network.redraw();
};
function legend() {
  const types = [...new Set(A.map((a) => a[ABOUT.type]))],
    kinds = [...new Set(E.map((_, i) => edgeKind(i)))],
    roles = Object.keys(D.captions.roles);
  const known = Object.keys(D.captions.types);
  types.sort((a, b) => known.indexOf(a) - known.indexOf(b));
  kinds.sort((a, b) => (roles.indexOf(a) + 1 || 9) - (roles.indexOf(b) + 1 || 9));
  const first = new Map();
  E.forEach((_, i) => {
    if (!first.has(edgeKind(i))) first.set(edgeKind(i), i);
  });
  $('legend').setAttribute('role', 'group');
  $('legend').setAttribute('aria-label', say('legend'));
  $('legend').replaceChildren(
    ...types.map((t) =>
      el(
        'button',
        {
          type: 'button',
          'data-kind': t,
          'aria-pressed': String(!state.off.has(t)),
          title: say('toggle'),
          on: { click: () => toggleOff(t) },
        },
        dot(t),
        caption('types', t),
      ),
    ),
    ...kinds.map((k) =>
      el(
        'button',
        {
          type: 'button',
          'data-kind': k,
          'aria-pressed': String(!state.off.has(k)),
          title: say('toggle'),
          on: { click: () => toggleOff(k) },
        },
        dash(first.get(k)),
        kindName(first.get(k)),
      ),
    ),
  );
}
function filters() {
  const places = [...new Set(A.map((a) => a[ABOUT.place]).filter(Boolean))].sort(),
    domains = [...new Set(A.flatMap((a) => a[ABOUT.domains] || []))].sort();
  if (places.length < 2 && domains.length < 2) return null;
  const box = el('div', { class: 'sheet', id: 'filters', hidden: true });
  const choice = (key, values, field) => {
    const select = el(
      'select',
      {
        id: 'filter-' + field,
        on: {
          change: () => {
            state[field] = select.value;
            refresh(true);
            light(null);
            state.chosen = null;
            showPanel();
            putHash();
          },
        },
      },
      el('option', { value: '' }, say('all')),
      values.map((v) => el('option', { value: v }, v)),
    );
    select.value = state[field];
    return el('label', {}, say(key), select);
  };
  const fill = () =>
    box.replaceChildren(
      choice('place', places, 'place'),
      choice('domain', domains, 'domain'),
      button('reset', () => {
        state.place = '';
        state.domain = '';
        state.off.clear();
        fill();
        legend();
        refresh(true);
        putHash();
      }),
    );
  fill();
  document.addEventListener('relabelled', fill);
  $('stage').append(box);
  const toggle = button(
    'filter',
    () => {
      box.hidden = !box.hidden;
      toggle.setAttribute('aria-expanded', String(!box.hidden));
      if (!box.hidden) {
        fill();
        box.querySelector('select').focus();
      }
    },
    { 'aria-expanded': 'false', 'aria-controls': 'filters' },
  );
  return toggle;
}
function more() {
  const box = $('more'),
    rest = state.all - shownNodes.size;
  box.replaceChildren();
  if (rest <= 0) return;
  box.append(el('span', {}, say('partly', shownNodes.size, state.all)));
  if (state.open < MOST_DRAWN)
    box.append(
      button('openMore', () => {
        state.open = Math.min(state.open + Math.max(1500, state.open), MOST_DRAWN);
        refresh(true);
      }),
    );
}
function picture() {
  const source = $('network').querySelector('canvas'),
    ratio = network.canvas.pixelRatio || 1,
    wide = source.width,
    head = 74 * ratio,
    foot = 30 * ratio;
  const canvas = el('canvas', { width: wide, height: source.height + head + foot }),
    c = canvas.getContext('2d'),
    family = getComputedStyle(document.body).fontFamily;
  c.fillStyle = paint('stage');
  c.fillRect(0, 0, canvas.width, canvas.height);
  c.fillStyle = paint('soft');
  c.font = '600 ' + 13 * ratio + 'px ' + family;
  c.fillText(pick(D.title), 18 * ratio, 26 * ratio);
  c.fillStyle = paint('ink');
  c.font = '600 ' + 19 * ratio + 'px ' + family;
  c.fillText(pick(D.headline), 18 * ratio, 54 * ratio, wide - 36 * ratio);
  c.drawImage(source, 0, head);
  c.font = 12 * ratio + 'px ' + family;
  let x = 18 * ratio;
  for (const entry of $('legend').querySelectorAll('button[aria-pressed="true"]')) {
    c.fillStyle = getComputedStyle(entry.firstChild).getPropertyValue('--own') || paint('other');
    c.fillRect(x, canvas.height - 21 * ratio, 11 * ratio, 11 * ratio);
    c.fillStyle = paint('ink');
    c.fillText(entry.textContent, x + 16 * ratio, canvas.height - 11 * ratio);
    x += 34 * ratio + c.measureText(entry.textContent).width;
  }
  canvas.toBlob((blob) => {
    const link = el('a', { href: URL.createObjectURL(blob), download: (D.file || 'policygraph') + '.png' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  });
}
function setPhysics(on) {
  state.physics = on;
  network.setOptions({
    physics: on
      ? {
          enabled: true,
          solver: shownNodes.size > 400 ? 'barnesHut' : 'forceAtlas2Based',
          stabilization: false,
          adaptiveTimestep: true,
        }
      : { enabled: false },
  });
}
function tools() {
  const physics = button(
    'physics',
    () => {
      setPhysics(!state.physics);
      physics.setAttribute('aria-pressed', String(state.physics));
    },
    { 'aria-pressed': 'false', id: 'physics' },
  );
  const link = button(
    'link',
    () => {
      putHash();
      const done = () => announce(say('copied'));
      navigator.clipboard ? navigator.clipboard.writeText(location.href).then(done, done) : done();
      link.textContent = say('copied');
      setTimeout(() => {
        link.textContent = say('link');
      }, 1500);
    },
    { id: 'link' },
  );
  return [
    finder(),
    filters(),
    physics,
    button('fit', settle, { id: 'fit' }),
    menu([link, button('png', picture, { id: 'png' }), ...extras()]),
    language(),
  ].filter(Boolean);
}
function menu(entries) {
  const list = el(
    'div',
    {
      class: 'list',
      hidden: true,
      on: {
        click: (event) => {
          if (event.target.id !== 'link') shut();
        },
      },
    },
    entries,
  );
  const open = button(
    'more',
    () => {
      list.hidden = !list.hidden;
      open.setAttribute('aria-expanded', String(!list.hidden));
    },
    { 'aria-expanded': 'false', id: 'menu' },
  );
  const shut = () => {
    list.hidden = true;
    open.setAttribute('aria-expanded', 'false');
  };
  const box = el(
    'div',
    {
      class: 'menu',
      on: {
        keydown: (event) => {
          if (event.key === 'Escape' && !list.hidden) {
            shut();
            open.focus();
            event.stopPropagation();
          }
        },
      },
    },
    open,
    list,
  );
  document.addEventListener('click', (event) => {
    if (!box.contains(event.target)) shut();
  });
  return box;
}
const language = () => button('other', () => setLang(lang === 'zh' ? 'en' : 'zh'), { id: 'lang' });
function extras() {
  return [
    button('print', () => window.print(), { id: 'print' }),
    button('theme', () => setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'), { id: 'theme' }),
  ];
}
function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) {
    if (event.key !== 'Escape') return;
  }
  const move = (dx, dy) => {
    const p = network.getViewPosition(),
      s = network.getScale();
    network.moveTo({ position: { x: p.x + dx / s, y: p.y + dy / s } });
  };
  const acts = {
    '/': () => $('search').focus(),
    Escape: () => {
      if ($('filters') && !$('filters').hidden) $('filters').hidden = true;
      else choose(null);
    },
    0: settle,
    '+': () => network.moveTo({ scale: network.getScale() * 1.25 }),
    '=': () => network.moveTo({ scale: network.getScale() * 1.25 }),
    '-': () => network.moveTo({ scale: network.getScale() / 1.25 }),
  };
  const onStage = $('network').contains(event.target);
  if (onStage)
    Object.assign(acts, {
      ArrowLeft: () => move(-60, 0),
      ArrowRight: () => move(60, 0),
      ArrowUp: () => move(0, -60),
      ArrowDown: () => move(0, 60),
    });
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
}

if (D.nodes.length) {
  root.dataset.lang = lang;
  start();
  $('tools').append(...tools());
  legend();
  more();
  settle();
  $('network').setAttribute('tabindex', '0');
  $('network').setAttribute('role', 'application');
  $('network').setAttribute('aria-label', say('drawing'));
  document.addEventListener('refreshed', more);
  document.addEventListener('relabelled', () => {
    legend();
    showPanel();
    more();
    network.redraw();
  });
  document.addEventListener('keydown', keys);
  window.addEventListener('hashchange', readHash);
  setLang(lang);
  readHash();
} else {
  $('tools').append(...extras(), language());
  setLang(lang);
}
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    window.policygraph.drawn = performance.now();
    root.dataset.ready = 'yes';
  }),
);
