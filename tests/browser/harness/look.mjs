// What can be seen to be wrong on a page as it is drawn.

/**
 * Runs one of the checks below in an open page of either browser; it resolves with faults, as texts.
 *
 *   sideways      the page scrolls sideways
 *   lost          text is cut off, lies where no scrolling leads, or lies under other text
 *   smallTargets  links and controls of less than 24 by 24 px that stand by themselves
 *   focus         what has the focus is out of sight, covered, or looks as if it had none
 *   moving        something moves by itself or glides, though the reader asked for less motion
 *   uncoloured    with forced colours, what only a background set off (told by `setOff` before) has no line around it
 *   pale          in print, text is too pale to be read without colours
 */
export function look(tab, check) {
  return tab.evaluate(`(${library})().${check}()`);
}

function library() {
  const page = document.documentElement;
  const elements = () => [...document.body.querySelectorAll('*')];
  const styles = new Map();
  const style = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element);
  const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);
  const name = (element) => [element.localName, element.id && `#${element.id}`, ...[...element.classList].map((c) => `.${c}`)]
    .filter(Boolean).join('');
  const said = (element) => `${name(element)} "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !isForEars(element);
  /** Words for screen readers alone stand in a box of a pixel. */
  const isForEars = (element) => ancestors(element).some((a) => style(a).clipPath === 'inset(50%)');
  const isClear = (colour) => /^rgba\(.*, 0\)$/.test(colour);

  function sideways() {
    const width = page.clientWidth;
    if (page.scrollWidth <= width) return [];
    const scrolls = (element) => ancestors(element.parentElement).some((a) => style(a).overflowX !== 'visible');
    const wide = elements().filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element));
    return [`${page.scrollWidth} px wide in ${width}: ${wide.slice(0, 3).map(name).join(', ')}`];
  }

  /** The lines of text that are seen, each with its box on the page. */
  function lines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !isSeen(element) || element.closest('.skip')) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1) found.push({ element, text: node.data.trim().slice(0, 40), box });
      }
    }
    return found;
  }

  function lost() {
    const seen = lines();
    return [...seen.flatMap(cut), ...overlaid(seen)];
  }

  function cut({ element, text, box }) {
    if (box.left + scrollX < -1 || box.top + scrollY < -1) return [`out of reach: "${text}" in ${name(element)}`];
    let [scrollsX, scrollsY] = [false, false];
    for (const a of ancestors(element)) {
      const { overflowX, overflowY } = style(a);
      const frame = a.getBoundingClientRect();
      scrollsX ||= ['auto', 'scroll'].includes(overflowX);
      scrollsY ||= ['auto', 'scroll'].includes(overflowY);
      const cutX = !scrollsX && overflowX !== 'visible' && box.right > frame.right + 2;
      // A line's box is higher than its letters.
      const cutY = !scrollsY && overflowY !== 'visible' && box.bottom > frame.bottom + box.height / 3;
      if (a !== page && a !== document.body && (cutX || cutY)) return [`cut off: "${text}" in ${name(a)}`];
    }
    return [];
  }

  function overlaid(seen) {
    const found = [];
    const shown = seen.map(within).filter(({ box }) => box.width > 0 && box.height > 0);
    shown.sort((a, b) => a.box.top - b.box.top);
    shown.forEach((upper, i) => {
      for (const lower of shown.slice(i + 1)) {
        if (lower.box.top >= upper.box.bottom) break;
        const x = Math.min(upper.box.right, lower.box.right) - Math.max(upper.box.left, lower.box.left);
        const y = Math.min(upper.box.bottom, lower.box.bottom) - lower.box.top;
        const much = Math.min(upper.box.height, lower.box.height) / 2;
        if (x > 3 && y > much && upper.element !== lower.element) found.push(`"${upper.text}" under "${lower.text}"`);
      }
    });
    return found;
  }

  /** The part of a line that the boxes it scrolls in leave to be seen. */
  function within(line) {
    let { left, top, right, bottom } = line.box;
    for (const a of ancestors(line.element)) {
      if (a === page || a === document.body || style(a).overflowX === 'visible') continue;
      const frame = a.getBoundingClientRect();
      [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
      [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
    }
    return { ...line, box: { left, top, right, bottom, width: right - left, height: bottom - top } };
  }

  function smallTargets() {
    const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
    return targets.filter((target) => isSeen(target) && style(target).display !== 'inline').flatMap((target) => {
      // A control is as large as itself or the label that stands for it.
      const boxes = [target, ...(target.labels ?? [])].map((element) => element.getBoundingClientRect());
      const { width, height } = boxes[0];
      const small = boxes.every((box) => box.width < 24 || box.height < 24);
      return small ? [`target of ${width.toFixed(1)} by ${height.toFixed(1)} px: ${said(target)}`] : [];
    });
  }

  function focus() {
    const element = document.activeElement;
    if (element === document.body) return [];
    const boxes = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const faults = boxes.length === 0 ? ['drawn nowhere'] : [...hidden(element, boxes), ...unmarked(element)];
    return faults.map((fault) => `focus ${fault}: ${said(element)}`);
  }

  /** Four corners and the middle of each line of it; what is higher or wider than the window may leave it. */
  function hidden(element, boxes) {
    const points = boxes.flatMap(({ left, top, right, bottom }) => [
      [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
      [(left + right) / 2, (top + bottom) / 2],
    ]);
    const visible = points.filter(([x, y]) => x >= 0 && y >= 0 && x < page.clientWidth && y < innerHeight);
    if (visible.length === 0) return ['out of sight'];
    const over = visible.map(([x, y]) => document.elementFromPoint(x, y)).find((hit) =>
      hit && !element.contains(hit) && !hit.contains(element) && hit.closest('label')?.control !== element);
    return over ? [`covered by ${name(over)}`] : [];
  }

  function unmarked(element) {
    // A script may hand the focus to the label's box or draw the mark around a group.
    const marked = [element, element.labels?.[0]].filter(Boolean).some((e) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(e);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !isClear(outlineColor);
    });
    return marked ? [] : ['not to be seen'];
  }

  function moving() {
    return [page, ...elements()].flatMap((element) => {
      const { scrollBehavior, transitionDuration, animationName } = style(element);
      const glides = transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
      const moves = scrollBehavior === 'smooth' || glides || animationName !== 'none';
      return moves ? [`moves: ${name(element)}`] : [];
    });
  }

  /** Called with the page's own colours: remembers what has another background than what it lies on. */
  function setOff() {
    const background = (element) => style(element).backgroundColor;
    for (const element of elements().filter((e) => isSeen(e) && !isClear(background(e)))) {
      const below = ancestors(element.parentElement).map(background).find((colour) => !isClear(colour));
      if (background(element) !== below) element.dataset.setOff = '';
    }
    return [];
  }

  function uncoloured() {
    const isLined = (element) => ['Top', 'Bottom', 'Left'].some((side) =>
      style(element)[`border${side}Style`] !== 'none' && parseFloat(style(element)[`border${side}Width`]) > 0);
    const bare = elements().filter((element) => 'setOff' in element.dataset && isSeen(element) && !isLined(element));
    return bare.map((element) => `set off by colour alone: ${name(element)}`);
  }

  function pale() {
    const faults = lines().flatMap(({ element, text }) => {
      const parts = style(element).color.match(/[\d.]+/g).map(Number);
      const [r, g, b] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      const contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
      return contrast < 4.5 ? [`pale on paper: "${text}" in ${name(element)}`] : [];
    });
    return [...new Set(faults)];
  }

  return { sideways, lost, smallTargets, focus, moving, setOff, uncoloured, pale };
}
