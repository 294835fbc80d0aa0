import Mathematics
import Testing
