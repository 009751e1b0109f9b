package dev.cdp.udf.engine.json;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.JavaScriptRootNode;

/** The body of a function of the prelude's. */
abstract class EventNode extends JavaScriptRootNode {
    EventNode(JavaScriptLanguage language) {
        super(language, null, null);
    }

    abstract int arguments();

    /** A node that is run by this one. */
    final <T extends Node> T adopt(T node) {
        return insert(node);
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
