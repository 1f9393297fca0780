namespace Chronos.Core.Journal;

/// <summary>
/// What kind of file system a directory lies on. Where data are copied on write, a snapshot turns space already written
/// back into space that may run out; where they lie on another machine or in memory, a sync says little.
/// </summary>
/// <remarks>What lies beneath is not seen: a loop device on a sparse file, or a thin volume, may still run out of space.</remarks>
internal static class MountTable
{
    private const string Table = "/proc/self/mountinfo";

    // Those that write in place on a block device. Everything else is refused, known or not.
    private static readonly string[] Suitable = ["ext4", "xfs"];

    /// <summary>Refuses a directory of a live journal on any other file system than ext4 and xfs.</summary>
    public static void ThrowUnlessSuitable(string directory)
    {
        var full = ResolvedPath(Path.GetFullPath(directory));
        var type = File.Exists(Table) ? TypeOf(full, File.ReadAllLines(Table)) : null;
        if (type is null || !Suitable.Contains(type))
        {
            throw new JournalRefusedException(
                RefusalCode.FileSystem,
                $"{directory} lies on {type ?? "an unknown file system"}; a live journal needs {string.Join(" or ", Suitable)}");
        }
    }

    /// <summary>The type of the file system a full path lies on, by the lines of a mount table; null when none holds it.</summary>
    internal static string? TypeOf(string path, IEnumerable<string> lines)
    {
        var bestLength = -1;
        string? best = null;
        foreach (var line in lines)
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (separator < 5 || separator + 1 >= fields.Length)
            {
                continue;
            }

            // Later mounts lie over earlier ones on the same point.
            var point = Unescaped(fields[4]);
            if (point.Length >= bestLength && Holds(point, path))
            {
                bestLength = point.Length;
                best = fields[separator + 1];
            }
        }

        return best;
    }

    private static bool Holds(string point, string path) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

    /// <summary>Follows links on the way to the directory, of which the last part need not exist yet.</summary>
    private static string ResolvedPath(string path)
    {
        var resolved = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(resolved, part);
            var target = Directory.Exists(next) ? new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true) : null;
            resolved = target?.FullName ?? next;
        }

        return resolved;
    }

    private static string Unescaped(string text) => text
        .Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
