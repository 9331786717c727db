// Functions that run in a page, by `page.evaluate`: each is whole in itself and says what is wrong with what is drawn.

/** The page scrolls sideways: by which elements? */
export function sideways() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll('*')].filter((element) =>
    element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement));
  const names = wide.slice(0, 3).map((element) => `${element.localName}.${[...element.classList].join('.')}`);
  return [`${document.documentElement.scrollWidth} px wide in ${width}: ${names.join(', ')}`];
}
