/** The smallest round number that is not below the highest value and can be cut into so many whole ticks. */
export function topOf(highest: number, ticks: number) {
  const least = Math.max(1, highest / ticks)
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= least && each % 1 === 0)
  return ticks * (step ?? Math.ceil(least))
}

const places = (shares: number[]) =>
  shares.map((share, i) => {
    const x = shares.length > 1 ? (100 * i) / (shares.length - 1) : 50
    return `${x.toFixed(2)} ${(100 - 100 * share).toFixed(2)}`
  })

/** An SVG path in a box of 100 by 100, from shares of its height. */
export function lineOf(shares: number[]) {
  return shares.length > 0 ? `M${places(shares).join('L')}` : ''
}

/** The same, closed along the bottom. */
export function areaOf(shares: number[]) {
  return shares.length > 0 ? `M0 100L${places(shares).join('L')}L100 100Z` : ''
}
