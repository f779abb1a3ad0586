/* What tests have executed inside a sandbox (and, to prove that a test can fail, outside of one). */
#ifndef NSEXEC_HELPER_H
#define NSEXEC_HELPER_H

int helper_main(int argc, char **argv);

#endif
