using System.Globalization;

namespace Chronos.Core.Tests.Faults;

/// <summary>Processes that together may have so much memory and no more, by the memory controller of cgroup version 1.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup/memory";

    private static readonly Lazy<string?> Missing = new(FindMissing);

    private readonly string _path = Path.Combine(Root, "chronos-" + Guid.NewGuid().ToString("N"));

    public MemoryGroup(long bytes)
    {
        Directory.CreateDirectory(_path);
        File.WriteAllText(Path.Combine(_path, "memory.limit_in_bytes"), bytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? MissingReason => Missing.Value;

    /// <summary>How often the kernel has killed a process in it for want of memory.</summary>
    public long Kills
    {
        get
        {
            var line = File.ReadLines(Path.Combine(_path, "memory.oom_control")).First(l => l.StartsWith("oom_kill ", StringComparison.Ordinal));
            return long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A command that puts itself into the group, asks to be killed first or last, and goes on as another.</summary>
    public string[] Command(bool isKilledFirst, params string[] command) =>
    [
        "sh", "-c", $"echo $$ > {_path}/cgroup.procs && echo {(isKilledFirst ? 1000 : 0)} > /proc/self/oom_score_adj && exec \"$@\"", "sh", .. command,
    ];

    public void Dispose()
    {
        // A process that has just ended leaves a moment later.
        for (var patience = 0; Directory.Exists(_path); patience++)
        {
            try
            {
                Directory.Delete(_path);
            }
            catch (IOException) when (patience < 1000)
            {
                Thread.Sleep(1);
            }
        }
    }

    private static string? FindMissing()
    {
        try
        {
            using var group = new MemoryGroup(64 << 20);
            return group.Kills == 0 ? null : "the memory controller does not count kills here";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return "memory cannot be limited by a cgroup here: " + e.Message;
        }
    }
}
