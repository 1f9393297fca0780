using System.Text.Json;

namespace Chronos.Host.Tests;

/// <summary>A host in this process, started when the constructor returns.</summary>
internal sealed class RunningHost : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _stdout = new();
    private readonly StringWriter _stderr = new();
    private readonly Task<int> _running;
    private readonly JsonDocument _started;

    public RunningHost(string config)
    {
        _running = ChronosCli.RunAsync(["run", "--config", config, "--json"], TextWriter.Synchronized(_stdout), _stderr, _stop.Token);
        while (!_running.IsCompleted && !_stdout.ToString().Contains('\n', StringComparison.Ordinal))
        {
            Thread.Sleep(20);
        }

        Assert.Equal("", Error);
        _started = JsonDocument.Parse(_stdout.ToString().Split('\n')[0]);
    }

    public JsonElement Started => _started.RootElement;

    /// <summary>All it has printed.</summary>
    public string Out => _stdout.ToString();

    public string Error => _stderr.ToString();

    public string Url => Started.GetProperty("address").GetString()!;

    public async Task<JsonElement> Health()
    {
        var status = await Cli.RunAsync("status", "--url", Url, "--json");
        return status.Json.RootElement.Clone();
    }

    public async Task<int> Stop()
    {
        await _stop.CancelAsync();
        return await _running;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait();
        _started.Dispose();
        _stop.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
    }
}
