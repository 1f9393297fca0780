using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chronos.Bench;

/// <summary>What a figure is worth nothing without: where it was measured.</summary>
internal static class Machine
{
    public static string Cpu { get; } = FirstValue("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    public static string CpuFamily { get; } = $"family {FirstValue("/proc/cpuinfo", "cpu family")} model {FirstValue("/proc/cpuinfo", "model\t")}";

    public static string Clocksource { get; } = ReadLine("/sys/devices/system/clocksource/clocksource0/current_clocksource") ?? "unknown";

    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";

    public static string Load => ReadLine("/proc/loadavg") ?? "unknown";

    public static string FileSystemOf(string directory)
    {
        var full = Path.GetFullPath(directory);
        var best = "unknown";
        var bestLength = -1;
        foreach (var line in File.Exists("/proc/mounts") ? File.ReadAllLines("/proc/mounts") : [])
        {
            var parts = line.Split(' ');
            var isBelow = parts[1] == "/" || full == parts[1] || full.StartsWith(parts[1] + "/", StringComparison.Ordinal);
            if (isBelow && parts[1].Length > bestLength)
            {
                best = parts[2];
                bestLength = parts[1].Length;
            }
        }

        return best;
    }

    /// <summary>Null, or why a measurement here would mean nothing.</summary>
    public static string? Objection()
    {
        foreach (var assembly in new[] { typeof(Chronos.Core.ChronosPipeline).Assembly, typeof(Machine).Assembly })
        {
            var debuggable = assembly.GetCustomAttributes(typeof(DebuggableAttribute), false).OfType<DebuggableAttribute>();
            if (debuggable.Any(d => d.IsJITOptimizerDisabled))
            {
                return $"{assembly.GetName().Name} is a debug build; run with -c Release";
            }
        }

        return Debugger.IsAttached ? "a debugger is attached" : null;
    }

    private static string? FirstValue(string path, string key)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var line = File.ReadLines(path).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }

    private static string? ReadLine(string path) => File.Exists(path) ? File.ReadLines(path).First() : null;
}
