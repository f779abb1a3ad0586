/* The resident process that makes and reaps all sandboxes of one client. */
#ifndef NSEXEC_LAUNCHER_H
#define NSEXEC_LAUNCHER_H

/* Serves the control socket until it closes; returns the exit status. */
int launcher_run(int control_fd);

#endif
