/**
 * JSON of events in and out of a context, straight between bytes and GraalJS's own objects.
 *
 * <p>What {@code JSON.parse} and {@code JSON.stringify} do is most of what an event costs: they look at each character
 * and each property through nodes that are made for the general case. The classes here know that nearly all events of a
 * function look alike: the keys that come next are compared as bytes, and a property is put and got where the last
 * event's was. They are written against GraalJS's internals, the price of which is that a new version of it may need
 * them changed; where they don't fit what the cluster has, or a value is not plain, the built-ins do it.
 */
package dev.cdp.udf.engine.json;
