using Chronos.Core.Policies;

namespace Chronos.Host;

/// <summary>Files named on the command line: one that cannot be read is wrong input, told with its name.</summary>
internal static class Files
{
    /// <summary>The policy in a file; throws <see cref="PolicyException"/> with what is wrong in it.</summary>
    public static Policy ReadPolicy(string path) => Read(path, PolicyFile.Read);

    /// <summary>What <paramref name="read"/> makes of a file.</summary>
    public static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Input($"{path}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"{path}: cannot be read: {e.Message}");
        }
    }

    /// <summary>A resource of this assembly.</summary>
    public static byte[] Embedded(string name)
    {
        using var stream = typeof(Files).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is not in the assembly");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
