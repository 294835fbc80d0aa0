#pragma once

#include "Microkernels.h"
#include "Workers.h"
