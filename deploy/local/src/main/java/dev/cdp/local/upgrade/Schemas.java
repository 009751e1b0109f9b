package dev.cdp.local.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code cdp-admin migrate status} has printed.
 *
 * @param versions the newest applied one by database, such as V008
 * @param pending such as {@code postgres V009 connections to the built in}
 * @param amiss what keeps migrations from being applied
 */
public record Schemas(Map<String, String> versions, List<String> pending, List<String> amiss) {
    private static final int DATABASE = 0;
    private static final int VERSION = 1;
    private static final int DESCRIPTION = 2;
    private static final int STATE = 4;

    /** @param table as StatusTable of the admin service prints it */
    static Schemas parse(String table) {
        Map<String, String> versions = new TreeMap<>();
        List<String> pending = new ArrayList<>();
        List<String> amiss = new ArrayList<>();
        for (String line : table.lines().skip(1).toList()) {
            String[] cells = line.split(" {2,}");
            if (cells.length <= STATE) {
                continue;
            }
            String migration = cells[DATABASE] + ' ' + cells[VERSION] + ' ' + cells[DESCRIPTION];
            switch (cells[STATE]) {
                case "applied" -> versions.merge(cells[DATABASE], cells[VERSION], Schemas::later);
                case "pending" -> pending.add(migration);
                default -> amiss.add(migration + " is " + cells[STATE]);
            }
        }
        return new Schemas(versions, pending, amiss);
    }

    private static String later(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
