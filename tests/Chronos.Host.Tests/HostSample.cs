namespace Chronos.Host.Tests;

/// <summary>The sample configuration of a host, with all it names, in a directory of a test's own and at a free port.</summary>
internal static class HostSample
{
    /// <summary>Writes it without the keys it names. Gives the path of the configuration.</summary>
    /// <param name="keys">Further keys of the configuration, as text that ends with a comma.</param>
    public static string Write(TemporaryDirectory directory, string keys = "")
    {
        foreach (var file in (string[])["policy.json", "quotes-synthetic-btcusdt.csv", "quotes-synthetic-ethusdt.csv"])
        {
            File.Copy(RepositoryFiles.PathOf("samples/" + file), directory[file]);
        }

        return directory.Write(
            "host.json",
            File.ReadAllText(RepositoryFiles.PathOf("samples/host.json"))
                .Replace("\"dataDirectory\": \"../chronos-data/host\"", keys + "\"dataDirectory\": \"data\", \"ringDirectory\": \"ring\"", StringComparison.Ordinal)
                .Replace("127.0.0.1:8000", "127.0.0.1:0", StringComparison.Ordinal));
    }

    /// <summary>Makes the keys of the seal and the two operators.</summary>
    public static async Task WriteKeysAsync(TemporaryDirectory directory)
    {
        await Cli.RunAsync("keys", "new", "--kind", "seal", "--out", directory["seal.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["alice.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["bob.key"]);
    }

    /// <summary>Makes the key checkpoints are signed with.</summary>
    public static Task WriteCheckpointKeyAsync(TemporaryDirectory directory) =>
        Cli.RunAsync("keys", "new", "--kind", "checkpoint", "--out", directory["checkpoint.key"]);

    /// <summary>Writes it with every key. Gives the path of the configuration.</summary>
    public static async Task<string> WriteWithKeysAsync(TemporaryDirectory directory, string keys = "")
    {
        await WriteKeysAsync(directory);
        await WriteCheckpointKeyAsync(directory);
        return Write(directory, keys);
    }
}
