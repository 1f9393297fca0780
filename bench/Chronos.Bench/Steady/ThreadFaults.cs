using System.Globalization;

namespace Chronos.Bench.Steady;

/// <summary>Page faults of a thread of this process, as the kernel counts them; read from outside, so that the thread makes no call for it.</summary>
internal readonly record struct ThreadFaults(long Minor, long Major)
{
    // Fields of /proc/PID/task/TID/stat behind the name, which is in brackets and may have anything in it.
    private const int MinorField = 7;
    private const int MajorField = 9;

    public static ThreadFaults Of(int threadId)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{threadId}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ThreadFaults(
            long.Parse(fields[MinorField], CultureInfo.InvariantCulture), long.Parse(fields[MajorField], CultureInfo.InvariantCulture));
    }
}
