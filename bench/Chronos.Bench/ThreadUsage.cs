using System.Runtime.InteropServices;

namespace Chronos.Bench;

/// <summary>What the system says the calling thread has used. Linux.</summary>
internal static partial class ThreadUsage
{
    private const int ProcessCpuClock = 2;
    private const int ThreadCpuClock = 3;
    private const int RusageThread = 1;
    private const int RusageWords = 18;
    private const int MinorFaultsWord = 8;
    private const int MajorFaultsWord = 9;

    /// <summary>Processor time in nanoseconds.</summary>
    public static long CpuNanos() => Read(ThreadCpuClock);

    /// <summary>Processor time of all threads of the process, in nanoseconds.</summary>
    public static long ProcessCpuNanos() => Read(ProcessCpuClock);

    /// <summary>Page faults, minor and major.</summary>
    public static unsafe long Faults()
    {
        var usage = stackalloc long[RusageWords];
        return getrusage(RusageThread, usage) == 0 ? usage[MinorFaultsWord] + usage[MajorFaultsWord] : 0;
    }

    private static unsafe long Read(int clock)
    {
        var time = stackalloc long[2];
        return clock_gettime(clock, time) == 0 ? time[0] * 1_000_000_000 + time[1] : 0;
    }

    [LibraryImport("libc")]
    private static unsafe partial int clock_gettime(int clock, long* time);

    [LibraryImport("libc")]
    private static unsafe partial int getrusage(int who, long* usage);
}
