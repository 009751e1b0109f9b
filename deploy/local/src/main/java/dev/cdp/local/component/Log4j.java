package dev.cdp.local.component;

/** Servers log to standard output, which the starter appends to their log file. */
final class Log4j {
    private Log4j() {}

    /** The flag that makes a server log so; it finds the configuration on {@link #classPath()}. */
    static String flag() {
        return "-Dlog4j2.configurationFile=classpath:dev/cdp/local/log4j2-server.properties";
    }

    static String classPath() {
        return CodeLocation.of(Log4j.class);
    }
}
