// A drawing in columns is stretched to the stage: as wide as it is, and so tall that each line of the fullest column can be read;
// what is taller than the stage scrolls.
const LINE = 18.5;
function stretch() {
  if (!D.columns.length) return false;
  const many = new Map(),
    raw = D.columns.map(([, x]) => x),
    wide = $('scroller').clientWidth,
    high = $('scroller').clientHeight;
  N.forEach((n, i) => {
    if (shownNodes.has(i)) many.set(n.x0, (many.get(n.x0) || 0) + 1);
  });
  const foot = 10,
    room = roomy(wide) + 12;
  const tall = Math.min(Math.max(high, Math.max(...many.values(), 1) * LINE + 44 + foot), 12000);
  $('network').style.height = tall + 'px';
  const lowest = Math.min(...raw),
    highest = Math.max(...raw);
  const margin = (edge, side) => {
    let widest = -1;
    N.forEach((n, i) => {
      if (n.x0 === edge && A[i][ABOUT.side] === side) widest = Math.max(widest, n.size);
    });
    return widest < 0 ? 60 : room + widest;
  };
  const left = margin(lowest, 'left'),
    right = margin(highest, 'right');
  const across = (x) =>
    highest > lowest ? left + ((x - lowest) / (highest - lowest)) * (wide - left - right) : wide / 2;
  // In each column what is shown is spread evenly, in its order.
  const column = new Map();
  N.forEach((n, i) => {
    if (shownNodes.has(i)) {
      if (!column.has(n.x0)) column.set(n.x0, []);
      column.get(n.x0).push(i);
    }
  });
  for (const [x, ids] of column) {
    ids.sort((a, b) => N[a].y0 - N[b].y0);
    const pitch = (tall - 40 - foot) / ids.length;
    ids.forEach((i, at) => {
      N[i].x = across(x);
      N[i].y = 40 + (at + 0.5) * pitch;
    });
  }
  D.across = across;
  return true;
}
function settle() {
  if (!stretch()) return fitAll();
  for (const i of shownNodes) network.moveNode(i, N[i].x, N[i].y);
  network.setSize('100%', $('network').clientHeight + 'px');
  network.moveTo({ position: { x: $('network').clientWidth / 2, y: $('network').clientHeight / 2 }, scale: 1 });
  network.redraw();
}

// Fit leaves room for the labels, which do not shrink with the drawing.
function bounds(ids) {
  let x0 = Infinity,
    x1 = -Infinity,
    y0 = Infinity,
    y1 = -Infinity,
    left = 24,
    right = 24;
  for (const i of ids) {
    const node = network.body.nodes[i];
    if (!node) continue;
    x0 = Math.min(x0, node.x - N[i].size);
    x1 = Math.max(x1, node.x + N[i].size);
    y0 = Math.min(y0, node.y - N[i].size);
    y1 = Math.max(y1, node.y + N[i].size);
    if (A[i][ABOUT.side] === 'left') left = null;
    if (A[i][ABOUT.side] === 'right') right = null;
  }
  return { x0, x1, y0, y1, left, right };
}
function fitAll(ids) {
  const list = ids || [...shownNodes];
  if (!list.length) return;
  if (D.columns.length) {
    const y = network.body.nodes[list[0]] ? network.body.nodes[list[0]].y : 0,
      box = $('scroller');
    box.scrollTop = ids ? Math.max(0, y - box.clientHeight / 2) : 0;
    network.moveTo({ position: { x: $('network').clientWidth / 2, y: $('network').clientHeight / 2 }, scale: 1 });
    return;
  }
  const b = bounds(list),
    wide = $('network').clientWidth,
    high = $('network').clientHeight;
  const room = roomy(wide) + 14,
    left = b.left === null ? room : 58,
    right = b.right === null ? room : 58;
  const top = 30,
    bottom = 34;
  const scale = Math.min(
    (wide - left - right) / Math.max(b.x1 - b.x0, 1),
    (high - top - bottom) / Math.max(b.y1 - b.y0, 1),
    ids ? 1.4 : 1.7,
  );
  const middleX = (b.x0 + b.x1) / 2 - (left - right) / 2 / scale,
    middleY = (b.y0 + b.y1) / 2 - (top - bottom) / 2 / scale;
  network.moveTo({ position: { x: middleX, y: middleY }, scale: Math.max(scale, 0.01) });
}
function placeColumns() {
  const view = network.body.view,
    bar = $('columns');
  D.columns.forEach(([name, x], i) => {
    const span = bar.children[i] || bar.appendChild(el('span'));
    span.textContent = pick(name);
    span.hidden = false;
    span.style.left = Math.round(D.across(x) * view.scale + view.translation.x) + 'px';
  });
}

// On a stage that stands upright the drawing is turned to stand too, and where it comes out small its nodes are drawn larger.
function turn() {
  if (D.columns.length || !N.length) return;
  const wide = $('scroller').clientWidth,
    high = $('scroller').clientHeight;
  if (wide < 600 && high > wide)
    N.forEach((n) => {
      [n.x, n.y] = [n.y, n.x];
    });
  let x0 = Infinity,
    x1 = -Infinity,
    y0 = Infinity,
    y1 = -Infinity;
  N.forEach((n) => {
    x0 = Math.min(x0, n.x);
    x1 = Math.max(x1, n.x);
    y0 = Math.min(y0, n.y);
    y1 = Math.max(y1, n.y);
  });
  const scale = Math.min(wide / (x1 - x0 + 100), high / (y1 - y0 + 100)),
    larger = Math.min(0.55 / scale, 1.9);
  if (larger > 1 && N.length < 800)
    N.forEach((n) => {
      n.size *= larger;
    });
}
