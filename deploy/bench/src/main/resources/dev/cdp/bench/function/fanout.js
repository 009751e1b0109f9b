// Makes one event of each line of a cart.
export default function fanOut(event) {
  const { products, ...order } = event.properties
  return products.map((product, index) => ({
    type: 'track',
    event: 'Order Line',
    messageId: `${event.messageId}-${index}`,
    userId: event.userId,
    timestamp: event.timestamp,
    properties: { order_id: order.order_id, currency: order.currency, line: index, ...product, value: product.price * product.quantity },
  }))
}
