package io.quarkiverse.nsexec.it.archives;

/**
 * What a careful person would want to know before unpacking an entry.
 */
enum EntryWarning {

    /** The name is absolute or climbs: unpacked carelessly, it lands outside of the folder meant for it. */
    LEAVES_ITS_FOLDER,

    /** It unpacks to more than a hundred times its size, which honest content hardly does. */
    EXPANDS_A_LOT,

    /** An entry of the same name came before. */
    LISTED_TWICE
}
