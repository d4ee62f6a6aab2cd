#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>
