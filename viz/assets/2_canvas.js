// The drawing: vis-network with positions given, labels drawn here so that none lies on another.
const FAST_FROM = 1000, MOST_DRAWN = 10000;
const N = D.nodes, E = D.edges, A = D.about, L = D.links;
const ABOUT = { key: 0, type: 1, props: 2, place: 3, domains: 4, side: 5 }, LINK = { type: 0, role: 1, props: 2, evidence: 3, weight: 4 };
N.forEach((node) => { node.x0 = node.x; node.y0 = node.y; });
const touching = N.map(() => []);
E.forEach((edge, i) => { touching[edge.from].push(i); touching[edge.to].push(i); });
const state = { off: new Set(D.off), place: '', domain: '', open: D.open, extra: new Set(), chosen: null, hover: null, physics: false };
const nodeSet = N.length ? new vis.DataSet() : null, edgeSet = N.length ? new vis.DataSet() : null;
let network = null, shownNodes = new Set(), shownEdges = new Set(), lit = null;

const edgeKind = (i) => L[i][LINK.role] || L[i][LINK.type];
const edgePaint = (i) => {
  const role = L[i][LINK.role], type = L[i][LINK.type];
  return (role && paint(role)) || paint(type === 'SAME_DOMAIN_AS' || type === 'COMPARABLE_TO' ? 'near' : 'other');
};
function edgeDrawn(i, colours) {
  const kind = edgeKind(i);
  colours[kind] = colours[kind] || { color: edgePaint(i), opacity: (kind === 'lead' ? 0.85 : L[i][LINK.weight] > 1 ? 0.45 : 0.6) * (E.length > 1200 ? 0.5 : 1), inherit: false };
  return { ...E[i], id: i, color: colours[kind] };
}
function groups() {
  const made = {};
  for (const type of Object.keys(D.captions.types)) {
    const own = paint(type);
    made[type] = { color: { background: own, border: paint('stage'), highlight: { background: own, border: paint('ink') } } };
  }
  return made;
}

// What may be seen: legend, place and domain first, then how much of a large graph has been opened.
function wanted() {
  const { off, place, domain } = state, keep = new Set(), edges = new Set();
  const passes = (i) => {
    const a = A[i];
    if (off.has(a[ABOUT.type])) return false;
    if (place && a[ABOUT.place] && a[ABOUT.place] !== place) return false;
    return !(domain && a[ABOUT.domains] && !a[ABOUT.domains].includes(domain));
  };
  const filtered = Boolean(place || domain || off.size);
  for (let i = 0; i < N.length; i++) if (passes(i)) keep.add(i);
  const live = (e) => keep.has(E[e].from) && keep.has(E[e].to) && !off.has(edgeKind(e));
  if (filtered) {
    for (const i of [...keep]) if (touching[i].length && !touching[i].some(live)) keep.delete(i);
  }
  let most = Math.min(state.open, MOST_DRAWN);
  const drawn = new Set([...state.extra].filter((i) => keep.has(i)));
  for (const i of keep) { if (drawn.size >= most) break; drawn.add(i); }
  for (const i of drawn) for (const e of touching[i]) if (live(e) && drawn.has(E[e].from) && drawn.has(E[e].to)) edges.add(e);
  return { nodes: drawn, edges, all: keep.size };
}
function refresh(fit) {
  const next = wanted(), colours = {}, many = next.nodes.size > FAST_FROM;
  if (network && many !== state.many) network.setOptions(speed(many));
  state.many = many;
  edgeSet.remove([...shownEdges].filter((e) => !next.edges.has(e)));
  nodeSet.remove([...shownNodes].filter((n) => !next.nodes.has(n)));
  nodeSet.add([...next.nodes].filter((n) => !shownNodes.has(n)).map((n) => ({ ...N[n], x0: undefined, y0: undefined })));
  edgeSet.add([...next.edges].filter((e) => !shownEdges.has(e)).map((e) => edgeDrawn(e, colours)));
  shownNodes = next.nodes; shownEdges = next.edges; state.all = next.all;
  ordered = null;
  if (network && (fit || D.columns.length)) settle();
  document.dispatchEvent(new Event('refreshed'));
}
function speed(many) {
  return {
    interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many, hover: !many },
    edges: { smooth: many ? false : D.options.edges.smooth, arrows: { to: { enabled: !many && D.options.edges.arrows, scaleFactor: 0.45 } } },
  };
}

// Labels have one size on screen whatever the zoom; the weightier wins where two would meet.
const FONT = 12.5, labelCache = new Map();
let ordered = null, pen = null, family = '';
const roomy = (wide) => Math.min(D.room || 250, wide * (D.columns.length === 2 ? 0.38 : 0.29));
const fewDocuments = A.filter((a) => a[ABOUT.type] === 'Document').length <= 40;
const heavy = (i) => (fewDocuments && A[i][ABOUT.type] === 'Document') || Boolean(lit && lit.main === i);
const fontOf = (i) => (heavy(i) ? '600 ' : '') + FONT + 'px ' + family;
function cut(i, room) {
  const id = i + '/' + room + heavy(i), had = labelCache.get(id);
  if (had) return had;
  pen.font = fontOf(i);
  let text = N[i].label, width = pen.measureText(text).width;
  if (width > room) {
    let low = 1, high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pen.measureText(text.slice(0, middle) + '…').width <= room) low = middle; else high = middle - 1;
    }
    text = text.slice(0, low) + '…'; width = pen.measureText(text).width;
  }
  const found = { text, width };
  labelCache.set(id, found);
  return found;
}
const cells = { map: new Map(), each: 80 };
function meets(box, labelsOnly) {
  for (let x = Math.floor(box[0] / 80); x <= Math.floor(box[2] / 80); x++) for (let y = Math.floor(box[1] / 80); y <= Math.floor(box[3] / 80); y++) {
    for (const other of cells.map.get(x + ',' + y) || []) if (!(labelsOnly && other.node) && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return true;
  }
  return false;
}
function take(box) {
  for (let x = Math.floor(box[0] / 80); x <= Math.floor(box[2] / 80); x++) for (let y = Math.floor(box[1] / 80); y <= Math.floor(box[3] / 80); y++) {
    const at = x + ',' + y;
    if (!cells.map.has(at)) cells.map.set(at, []);
    cells.map.get(at).push(box);
  }
}
const PAD = { left: ['left'], right: ['right'], centre: ['centre'], below: ['below', 'above', 'right', 'left'] };
function boxFor(side, x, y, r, width) {
  const h = FONT + 4;
  if (side === 'left') return [x - r - 6 - width, y - h / 2, x - r - 3, y + h / 2];
  if (side === 'right') return [x + r + 3, y - h / 2, x + r + 6 + width, y + h / 2];
  if (side === 'centre') return [x - width / 2 - 9, y - h / 2 - 3, x + width / 2 + 9, y + h / 2 + 3];
  return side === 'above' ? [x - width / 2 - 2, y - r - 2 - h, x + width / 2 + 2, y - r - 2] : [x - width / 2 - 2, y + r + 2, x + width / 2 + 2, y + r + 2 + h];
}
function order() {
  if (!ordered) ordered = [...shownNodes].sort((a, b) => (D.weights[b] - D.weights[a]) || a - b);
  return ordered;
}
function drawLabels(context) {
  const view = network.body.view, ratio = network.canvas.pixelRatio || 1, frame = network.canvas.frame.canvas;
  const wide = frame.clientWidth, high = frame.clientHeight, drawn = [];
  pen = context;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  family = getComputedStyle(document.body).fontFamily;
  context.textBaseline = 'middle'; context.textAlign = 'left'; context.lineJoin = 'round';
  cells.map.clear();
  const at = (i) => { const node = network.body.nodes[i]; return node ? [node.x * view.scale + view.translation.x, node.y * view.scale + view.translation.y, N[i].size * view.scale] : null; };
  let candidates = order();
  const first = lit ? [...lit.nodes].filter((i) => shownNodes.has(i)).sort((a, b) => (b === lit.main) - (a === lit.main) || D.weights[b] - D.weights[a]) : (state.hover !== null ? [state.hover] : []);
  if (lit) candidates = [];
  else if (view.scale < 1.35 && D.quiet.length) candidates = candidates.filter((i) => !D.quiet.includes(A[i][ABOUT.type]));
  const blockers = lit ? first.slice(0, 400) : candidates.length > 1500 ? candidates.slice(0, 150) : candidates;
  for (const i of blockers) { const p = at(i); if (p && p[2] > 5 && A[i][ABOUT.side] !== 'centre') { const box = [p[0] - p[2] * 0.8, p[1] - p[2] * 0.8, p[0] + p[2] * 0.8, p[1] + p[2] * 0.8]; box.node = true; take(box); } }
  const seen = new Set();
  let tried = 0;
  for (const i of [...first, ...candidates]) {
    if (drawn.length >= 260 || tried++ > 4000) break;
    if (seen.has(i)) continue;
    seen.add(i);
    const p = at(i);
    if (!p || p[0] < -20 || p[1] < -20 || p[0] > wide + 20 || p[1] > high + 20) continue;
    const side = A[i][ABOUT.side], room = side === 'below' ? (A[i][ABOUT.type] === 'Document' && wide > 600 ? 230 : wide > 600 ? 148 : 110) : side === 'centre' ? 190 : roomy(wide);
    const label = cut(i, room);
    const must = fewDocuments && A[i][ABOUT.type] === 'Document';
    for (const [where, labelsOnly] of must ? [...PAD[side].map((w) => [w, false]), ...PAD[side].map((w) => [w, true])] : PAD[side].map((w) => [w, false])) {
      const box = boxFor(where, p[0], p[1], p[2], label.width), over = side === 'below' ? Math.max(2 - box[0], 0) || Math.min(wide - 2 - box[2], 0) : 0;
      if (over) { if (Math.abs(over) > 60) continue; box[0] += over; box[2] += over; }
      const main = first.includes(i) && (i === state.hover || (lit && i === lit.main));
      if (!main && meets(box, labelsOnly)) continue;
      take(box); drawn.push([i, where, box, label]);
      break;
    }
  }
  const halo = paint('stage'), ink = paint('ink'), soft = paint('soft');
  for (const [i, where, box, label] of drawn) {
    context.font = fontOf(i);
    const middle = (box[1] + box[3]) / 2, x = where === 'centre' ? box[0] + 9 : where === 'right' ? box[0] + 3 : where === 'left' ? box[0] : box[0] + 2;
    if (where === 'centre') {
      context.fillStyle = paint(A[i][ABOUT.type]);
      context.beginPath(); context.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], 6); context.fill();
      context.fillStyle = paint('paper');
    } else {
      context.strokeStyle = halo; context.lineWidth = 3.5; context.strokeText(label.text, x, middle);
      context.fillStyle = A[i][ABOUT.type] === 'Task' || A[i][ABOUT.type] === 'Indicator' ? soft : ink;
    }
    context.fillText(label.text, x, middle);
  }
  context.restore();
  window.policygraph.labels = drawn.map(([i, , box]) => ({ key: A[i][ABOUT.key], box }));
}

// What is chosen stays as it is, the rest steps back: one veil over the whole canvas, then the chosen part once more.
function drawLit(context) {
  if (!lit) return;
  const frame = network.canvas.frame.canvas;
  context.save(); context.setTransform(1, 0, 0, 1, 0, 0); context.globalAlpha = 0.86; context.fillStyle = paint('stage');
  context.fillRect(0, 0, frame.width, frame.height); context.restore();
  for (const e of lit.edges) { const edge = network.body.edges[e]; if (edge && edge.connected) { edge.draw(context); edge.drawArrows(context); } }
  for (const n of lit.nodes) { const node = network.body.nodes[n]; if (node) node.draw(context); }
}
function light(chosen) {
  if (!chosen) lit = null;
  else if (chosen.edge !== undefined) lit = { main: null, nodes: new Set([E[chosen.edge].from, E[chosen.edge].to]), edges: new Set([chosen.edge]) };
  else {
    const near = touching[chosen.node].filter((e) => shownEdges.has(e)), nodes = new Set([chosen.node]);
    near.forEach((e) => { nodes.add(E[e].from); nodes.add(E[e].to); });
    lit = { main: chosen.node, nodes, edges: new Set(near) };
  }
  network.redraw();
}

// A drawing in columns is stretched to the stage: as wide as it is, and so tall that each line of the fullest column can be read;
// what is taller than the stage scrolls.
const LINE = 18.5;
function stretch() {
  if (!D.columns.length) return false;
  const many = new Map(), raw = D.columns.map(([, x]) => x), wide = $('scroller').clientWidth, high = $('scroller').clientHeight;
  N.forEach((n, i) => { if (shownNodes.has(i)) many.set(n.x0, (many.get(n.x0) || 0) + 1); });
  const foot = 10, room = roomy(wide) + 12;
  const tall = Math.min(Math.max(high, Math.max(...many.values(), 1) * LINE + 44 + foot), 12000);
  $('network').style.height = tall + 'px';
  const lowest = Math.min(...raw), highest = Math.max(...raw);
  const margin = (edge, side) => {
    let widest = -1;
    N.forEach((n, i) => { if (n.x0 === edge && A[i][ABOUT.side] === side) widest = Math.max(widest, n.size); });
    return widest < 0 ? 60 : room + widest;
  };
  const left = margin(lowest, 'left'), right = margin(highest, 'right');
  const across = (x) => (highest > lowest ? left + (x - lowest) / (highest - lowest) * (wide - left - right) : wide / 2);
  // In each column what is shown is spread evenly, in its order.
  const column = new Map();
  N.forEach((n, i) => { if (shownNodes.has(i)) { if (!column.has(n.x0)) column.set(n.x0, []); column.get(n.x0).push(i); } });
  for (const [x, ids] of column) {
    ids.sort((a, b) => N[a].y0 - N[b].y0);
    const pitch = (tall - 40 - foot) / ids.length;
    ids.forEach((i, at) => { N[i].x = across(x); N[i].y = 40 + (at + 0.5) * pitch; });
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
  let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity, left = 24, right = 24;
  for (const i of ids) {
    const node = network.body.nodes[i];
    if (!node) continue;
    x0 = Math.min(x0, node.x - N[i].size); x1 = Math.max(x1, node.x + N[i].size); y0 = Math.min(y0, node.y - N[i].size); y1 = Math.max(y1, node.y + N[i].size);
    if (A[i][ABOUT.side] === 'left') left = null; if (A[i][ABOUT.side] === 'right') right = null;
  }
  return { x0, x1, y0, y1, left, right };
}
function fitAll(ids) {
  const list = ids || [...shownNodes];
  if (!list.length) return;
  if (D.columns.length) {
    const y = network.body.nodes[list[0]] ? network.body.nodes[list[0]].y : 0, box = $('scroller');
    box.scrollTop = ids ? Math.max(0, y - box.clientHeight / 2) : 0;
    network.moveTo({ position: { x: $('network').clientWidth / 2, y: $('network').clientHeight / 2 }, scale: 1 });
    return;
  }
  const b = bounds(list), wide = $('network').clientWidth, high = $('network').clientHeight;
  const room = roomy(wide) + 14, left = b.left === null ? room : 58, right = b.right === null ? room : 58;
  const top = 30, bottom = 34;
  const scale = Math.min((wide - left - right) / Math.max(b.x1 - b.x0, 1), (high - top - bottom) / Math.max(b.y1 - b.y0, 1), ids ? 1.4 : 1.7);
  const middleX = (b.x0 + b.x1) / 2 - (left - right) / 2 / scale, middleY = (b.y0 + b.y1) / 2 - (top - bottom) / 2 / scale;
  network.moveTo({ position: { x: middleX, y: middleY }, scale: Math.max(scale, 0.01) });
}
function placeColumns() {
  const view = network.body.view, bar = $('columns');
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
  const wide = $('scroller').clientWidth, high = $('scroller').clientHeight;
  if (wide < 600 && high > wide) N.forEach((n) => { [n.x, n.y] = [n.y, n.x]; });
  let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
  N.forEach((n) => { x0 = Math.min(x0, n.x); x1 = Math.max(x1, n.x); y0 = Math.min(y0, n.y); y1 = Math.max(y1, n.y); });
  const scale = Math.min(wide / (x1 - x0 + 100), high / (y1 - y0 + 100)), larger = Math.min(0.55 / scale, 1.9);
  if (larger > 1 && N.length < 800) N.forEach((n) => { n.size *= larger; });
}

function start() {
  turn();
  const options = { ...D.options, groups: groups(), physics: { enabled: false } };
  const scrolls = D.columns.length > 0;
  options.edges = { ...D.options.edges, arrows: { to: { enabled: D.options.edges.arrows, scaleFactor: 0.45 } } };
  refresh(false);
  const quick = speed(state.many);
  Object.assign(options.edges, quick.edges); options.interaction = { ...D.options.interaction, ...quick.interaction, zoomView: !scrolls, dragView: !scrolls };
  network = new vis.Network($('network').appendChild(el('div', { class: 'frame' })), { nodes: nodeSet, edges: edgeSet }, options);
  Object.assign(window.policygraph, { network, state, refresh });
  network.on('afterDrawing', (context) => { drawLit(context); drawLabels(context); if (D.columns.length) placeColumns(); });
  network.on('click', (event) => {
    if (event.nodes.length) choose({ node: event.nodes[0] });
    else if (event.edges.length) choose({ edge: event.edges[0] });
    else choose(null);
  });
  network.on('hoverNode', (event) => { state.hover = event.node; tip(N[event.node].label, event.pointer.DOM); network.redraw(); });
  network.on('blurNode', () => { state.hover = null; tip(null); network.redraw(); });
  network.on('hoverEdge', (event) => tip(edgeName(event.edge), event.pointer.DOM));
  network.on('blurEdge', () => tip(null));
  network.on('dragStart', () => tip(null));
  settle();
  const canvas = $('network').querySelector('canvas');
  canvas.setAttribute('role', 'img'); canvas.setAttribute('aria-label', pick(D.headline));
  let wide = $('scroller').clientWidth;
  new ResizeObserver(() => { if (Math.abs($('scroller').clientWidth - wide) > 24) { wide = $('scroller').clientWidth; labelCache.clear(); settle(); } }).observe($('scroller'));
  document.addEventListener('themed', () => {
    const colours = {};
    network.setOptions({ groups: groups() });
    nodeSet.update([...shownNodes].map((n) => ({ id: n, group: N[n].group })));
    edgeSet.update([...shownEdges].map((e) => ({ id: e, color: edgeDrawn(e, colours).color })));
    network.redraw();
  });
}
function tip(text, at) {
  const box = $('tip');
  box.hidden = !text;
  if (!text) return;
  const frame = $('network').getBoundingClientRect();
  box.textContent = text;
  box.style.left = Math.min(frame.left + at.x + 14, window.innerWidth - box.offsetWidth - 8) + 'px';
  box.style.top = Math.min(frame.top + at.y + 14, window.innerHeight - box.offsetHeight - 8) + 'px';
}
