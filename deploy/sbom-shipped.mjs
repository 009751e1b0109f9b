// Takes what only builds and tests out of npm's bill of materials. `npm sbom --omit dev` would leave out libraries, too,
// that something of those asks for as well: React, for one.
import { text } from 'node:stream/consumers'

const bom = JSON.parse(await text(process.stdin))
const isShipped = ({ properties = [] }) => !properties.some(({ name }) => name === 'cdx:npm:package:development')
bom.components = bom.components.filter(isShipped)
const refs = new Set([bom.metadata.component, ...bom.components].map((component) => component['bom-ref']))
bom.dependencies = bom.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }))
process.stdout.write(JSON.stringify(bom, null, 2))
