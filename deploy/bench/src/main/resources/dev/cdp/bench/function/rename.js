// Renames fields of an order to the names of a warehouse.
const names = { order_id: 'orderId', total: 'revenue', coupon: 'couponCode', affiliation: 'store' }

export default function rename(event) {
  const properties = {}
  for (const [name, value] of Object.entries(event.properties)) {
    properties[names[name] ?? name] = value
  }
  return { ...event, properties }
}
