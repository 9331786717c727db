//! Where the boxes of a picture of arrows stand, and how its lines run.
//!
//! In: how many boxes each band has, and which boxes the lines connect. Out: a [`Plan`], in whole units of
//! the picture. Boxes stand in rows; a line runs through the channels between rows and through the gutters
//! between boxes, so that it never crosses a box. Nothing here knows what is drawn.

use serde::Serialize;

/// The width of the picture, and of the room for the names of bands at its left.
const WIDTH: i32 = 800;
const LABEL: i32 = 152;
/// The height of a box, and the room beside, below and around boxes.
const HEIGHT: i32 = 30;
const GUTTER: i32 = 34;
const CHANNEL: i32 = 44;
const EDGE: i32 = 28;
/// Between two bands.
const APART: i32 = 8;
/// Lines in one gutter run side by side, in so many lanes, so far apart.
const LANES: i32 = 7;
const LANE: i32 = 4;
/// The length of an arrow's head, and half its width.
const HEAD: i32 = 8;
const HALF: i32 = 4;

pub struct Plan {
    pub width: i32,
    pub height: i32,
    pub bands: Vec<Area>,
    /// In the order of the boxes, band after band.
    pub boxes: Vec<Area>,
    /// In the order of the lines asked for.
    pub lines: Vec<Line>,
}

#[derive(Serialize, Clone, Copy)]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// A line between two boxes, as the paths of SVG.
pub struct Line {
    pub path: String,
    /// The head of an arrow, at the second box.
    pub head: Option<String>,
}

/// A line that is asked for: from a box to a box, by their indexes.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub from: usize,
    pub to: usize,
    pub arrow: bool,
}

/// Draws bands of so many boxes of a width, and lines between them.
pub fn plan(counts: &[usize], width: i32, wanted: &[Wanted]) -> Plan {
    let grid = Grid::new(counts, width);
    let ports = ports(&grid, wanted);
    let mut used = vec![0; grid.tops.len() * (grid.columns as usize + 1)];
    let lines = wanted.iter().zip(&ports).map(|(line, ends)| draw(&grid, *line, *ends, &mut used)).collect();
    Plan { width: WIDTH, height: grid.height, bands: grid.bands, boxes: grid.boxes, lines }
}

/// Where the boxes stand.
struct Grid {
    width: i32,
    height: i32,
    /// How many boxes a row holds.
    columns: i32,
    bands: Vec<Area>,
    boxes: Vec<Area>,
    /// The row and the column of each box.
    places: Vec<(usize, i32)>,
    /// The upper edge of each row.
    tops: Vec<i32>,
}

impl Grid {
    fn new(counts: &[usize], width: i32) -> Grid {
        let columns = ((WIDTH - LABEL - GUTTER) / (width + GUTTER)).max(1);
        let mut grid = Grid {
            width,
            height: 0,
            columns,
            bands: Vec::new(),
            boxes: Vec::new(),
            places: Vec::new(),
            tops: Vec::new(),
        };
        for &count in counts {
            grid.band(count as i32);
        }
        grid.height -= APART;
        grid
    }

    fn band(&mut self, count: i32) {
        let rows = (count + self.columns - 1) / self.columns;
        let height = 2 * EDGE + rows * HEIGHT + (rows - 1) * CHANNEL;
        let first = self.tops.len();
        let y = self.height;
        self.tops.extend((0..rows).map(|row| y + EDGE + row * (HEIGHT + CHANNEL)));
        for index in 0..count {
            let (row, column) = (first + (index / self.columns) as usize, index % self.columns);
            let x = LABEL + GUTTER + column * (self.width + GUTTER);
            self.boxes.push(Area { x, y: self.tops[row], width: self.width, height: HEIGHT });
            self.places.push((row, column));
        }
        self.bands.push(Area { x: 0, y, width: WIDTH, height });
        self.height += height + APART;
    }

    /// The gutter nearest to a place, and where its middle is.
    fn gutter(&self, x: i32) -> (usize, i32) {
        let (first, step) = (LABEL + GUTTER / 2, self.width + GUTTER);
        let index = ((x - first + step / 2) / step).clamp(0, self.columns);
        (index as usize, first + index * step)
    }

    fn middle(&self, index: usize) -> i32 {
        self.boxes[index].x + self.width / 2
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

/// A point on the edge of a box.
#[derive(Clone, Copy)]
struct Port {
    edge: Edge,
    x: i32,
    y: i32,
}

/// From which edge of a box a line leaves, and at which it arrives.
fn edges(grid: &Grid, line: Wanted) -> [Edge; 2] {
    let ((from, left), (to, right)) = (grid.places[line.from], grid.places[line.to]);
    match (from.cmp(&to), right - left) {
        (std::cmp::Ordering::Less, _) => [Edge::Bottom, Edge::Top],
        (std::cmp::Ordering::Greater, _) => [Edge::Top, Edge::Bottom],
        (_, 1) => [Edge::Right, Edge::Left],
        (_, -1) => [Edge::Left, Edge::Right],
        _ => [Edge::Top, Edge::Top],
    }
}

/// The ends of each line, spread along the edges they share, in the order of where the lines lead.
fn ports(grid: &Grid, wanted: &[Wanted]) -> Vec<[Port; 2]> {
    let mut ends: Vec<(usize, Edge, i32, usize, usize)> = Vec::new();
    for (index, line) in wanted.iter().enumerate() {
        let [leaves, arrives] = edges(grid, *line);
        ends.push((line.from, leaves, grid.middle(line.to), index, 0));
        ends.push((line.to, arrives, grid.middle(line.from), index, 1));
    }
    ends.sort_unstable();
    let mut ports = vec![[Port { edge: Edge::Top, x: 0, y: 0 }; 2]; wanted.len()];
    for shared in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (place, &(owner, edge, _, line, end)) in shared.iter().enumerate() {
            ports[line][end] = port(grid.boxes[owner], edge, place as i32 + 1, shared.len() as i32 + 1);
        }
    }
    ports
}

/// The point at a fraction of an edge.
fn port(area: Area, edge: Edge, part: i32, of: i32) -> Port {
    let (x, y) = (area.x + area.width * part / of, area.y + area.height * part / of);
    match edge {
        Edge::Top => Port { edge, x, y: area.y },
        Edge::Bottom => Port { edge, x, y: area.y + area.height },
        Edge::Left => Port { edge, x: area.x, y },
        Edge::Right => Port { edge, x: area.x + area.width, y },
    }
}

fn draw(grid: &Grid, line: Wanted, [from, to]: [Port; 2], used: &mut [i32]) -> Line {
    let head = if line.arrow { HEAD } else { 0 };
    let (x, y) = (to.x, to.y);
    let (path, back) = match (from.edge, to.edge) {
        (Edge::Right, _) => (format!("M{} {}L{} {y}", from.x, from.y, x - head), (-1, 0)),
        (Edge::Left, _) => (format!("M{} {}L{} {y}", from.x, from.y, x + head), (1, 0)),
        (Edge::Top, Edge::Top) => {
            // Above the row, the higher the further apart; the curve reaches three quarters of this.
            let apart = (grid.places[line.to].1 - grid.places[line.from].1).abs();
            let above = from.y - (12 + 4 * apart).min(EDGE);
            let path = format!("M{} {}C{} {above} {x} {above} {x} {}", from.x, from.y, from.x, y - head);
            (path, (0, -1))
        }
        _ => {
            let back = if from.y < y { -1 } else { 1 };
            (across(grid, line, [from, to], y + back * head, used), (0, back))
        }
    };
    Line { path, head: line.arrow.then(|| arrow_head(to, back)) }
}

/// A line from row to row; through the rows in between it takes the gutters near the straight way.
fn across(grid: &Grid, line: Wanted, [from, to]: [Port; 2], end: i32, used: &mut [i32]) -> String {
    let (first, last) = (grid.places[line.from].0 as i32, grid.places[line.to].0 as i32);
    let way = (last - first).signum();
    let mut path = format!("M{} {}", from.x, from.y);
    let (mut x, mut y) = (from.x, from.y);
    for step in 1..(last - first).abs() {
        let row = (first + way * step) as usize;
        let (gutter, middle) = grid.gutter(from.x + (to.x - from.x) * step / (last - first).abs());
        let lines = &mut used[row * (grid.columns as usize + 1) + gutter];
        let aside = middle + (*lines % LANES - LANES / 2) * LANE;
        *lines += 1;
        let (upper, lower) = (grid.tops[row], grid.tops[row] + HEIGHT);
        let (enter, leave) = if way > 0 { (upper, lower) } else { (lower, upper) };
        path += &format!("{}V{leave}", curve(x, y, aside, enter));
        (x, y) = (aside, leave);
    }
    path + &curve(x, y, to.x, end)
}

/// A curve that begins and ends upright.
fn curve(from: i32, upper: i32, x: i32, y: i32) -> String {
    let half = (upper + y) / 2;
    format!("C{from} {half} {x} {half} {x} {y}")
}

/// A triangle whose tip is the port; `back` points out of the box.
fn arrow_head(port: Port, (dx, dy): (i32, i32)) -> String {
    let (x, y) = (port.x + dx * HEAD, port.y + dy * HEAD);
    let (side, up) = (dy * HALF, dx * HALF);
    format!("M{} {}L{} {}L{} {}Z", port.x, port.y, x + side, y + up, x - side, y - up)
}
