#ifndef ENGO_FAULT_INJECTION_H
#define ENGO_FAULT_INJECTION_H

// Nothing to call: a program that is started with LD_PRELOAD gets the functions of FaultInjection.c instead of the C library's.

#endif
