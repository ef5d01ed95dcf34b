// What there is to draw, and how much of it is drawn now.
const FAST_FROM = 1000,
  MOST_DRAWN = 10000;
const N = D.nodes,
  E = D.edges,
  A = D.about,
  L = D.links;
const ABOUT = { key: 0, type: 1, props: 2, place: 3, domains: 4, side: 5 },
  LINK = { type: 0, role: 1, props: 2, evidence: 3, weight: 4 };
N.forEach((node) => {
  node.x0 = node.x;
  node.y0 = node.y;
});
const touching = N.map(() => []);
E.forEach((edge, i) => {
  touching[edge.from].push(i);
  touching[edge.to].push(i);
});
const state = {
  off: new Set(D.off),
  place: '',
  domain: '',
  open: D.open,
  extra: new Set(),
  chosen: null,
  hover: null,
  physics: false,
};
const nodeSet = N.length ? new vis.DataSet() : null,
  edgeSet = N.length ? new vis.DataSet() : null;
let network = null,
  shownNodes = new Set(),
  shownEdges = new Set(),
  lit = null;

const edgeKind = (i) => L[i][LINK.role] || L[i][LINK.type];
const edgePaint = (i) => {
  const role = L[i][LINK.role],
    type = L[i][LINK.type];
  return (role && paint(role)) || paint(type === 'SAME_DOMAIN_AS' || type === 'COMPARABLE_TO' ? 'near' : 'other');
};
function edgeDrawn(i, colours) {
  const kind = edgeKind(i);
  colours[kind] = colours[kind] || {
    color: edgePaint(i),
    opacity: (kind === 'lead' ? 0.85 : L[i][LINK.weight] > 1 ? 0.45 : 0.6) * (E.length > 1200 ? 0.5 : 1),
    inherit: false,
  };
  return { ...E[i], id: i, color: colours[kind] };
}
function groups() {
  const made = {};
  for (const type of Object.keys(D.captions.types)) {
    const own = paint(type);
    made[type] = {
      color: { background: own, border: paint('stage'), highlight: { background: own, border: paint('ink') } },
    };
  }
  return made;
}

// What may be seen: legend, place and domain first, then how much of a large graph has been opened.
function wanted() {
  const { off, place, domain } = state,
    keep = new Set(),
    edges = new Set();
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
  for (const i of keep) {
    if (drawn.size >= most) break;
    drawn.add(i);
  }
  for (const i of drawn)
    for (const e of touching[i]) if (live(e) && drawn.has(E[e].from) && drawn.has(E[e].to)) edges.add(e);
  return { nodes: drawn, edges, all: keep.size };
}
function refresh(fit) {
  const next = wanted(),
    colours = {},
    many = next.nodes.size > FAST_FROM;
  if (network && many !== state.many) network.setOptions(speed(many));
  state.many = many;
  edgeSet.remove([...shownEdges].filter((e) => !next.edges.has(e)));
  nodeSet.remove([...shownNodes].filter((n) => !next.nodes.has(n)));
  nodeSet.add(
    [...next.nodes].filter((n) => !shownNodes.has(n)).map((n) => ({ ...N[n], x0: undefined, y0: undefined })),
  );
  edgeSet.add([...next.edges].filter((e) => !shownEdges.has(e)).map((e) => edgeDrawn(e, colours)));
  shownNodes = next.nodes;
  shownEdges = next.edges;
  state.all = next.all;
  ordered = null;
  if (network && (fit || D.columns.length)) settle();
  document.dispatchEvent(new Event('refreshed'));
}
function speed(many) {
  return {
    interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many, hover: !many },
    edges: {
      smooth: many ? false : D.options.edges.smooth,
      arrows: { to: { enabled: !many && D.options.edges.arrows, scaleFactor: 0.45 } },
    },
  };
}
