package io.quarkiverse.nsexec.runtime.launch;

import java.io.File;
import java.util.Map;

/**
 * What a bootstrap message needs to know of the service: who it is, and what it has.
 *
 * @param uid its effective uid
 * @param gid its effective gid
 * @param environment its environment
 * @param uidMappingTool path of newuidmap(1); null where there is none
 * @param gidMappingTool path of newgidmap(1); null where there is none
 */
record ServiceIdentity(long uid, long gid, Map<String, String> environment, String uidMappingTool, String gidMappingTool) {

    static ServiceIdentity current() {
        Libc.require();
        Map<String, String> environment = System.getenv();
        String path = environment.get("PATH");
        return new ServiceIdentity(Integer.toUnsignedLong(Libc.geteuid()), Integer.toUnsignedLong(Libc.getegid()), environment,
                find("newuidmap", path), find("newgidmap", path));
    }

    boolean privileged() {
        return uid == 0;
    }

    private static String find(String tool, String path) {
        String searched = path == null ? "/usr/bin" : path + ":/usr/bin";
        for (String directory : searched.split(":")) {
            File file = new File(directory, tool);
            if (file.isAbsolute() && file.canExecute()) {
                return file.getPath();
            }
        }
        return null;
    }
}
