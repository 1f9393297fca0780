using Microsoft.Extensions.Hosting;

namespace Chronos.Core.Engine;

/// <summary>Starts and stops the engine with its host.</summary>
internal sealed class EngineService(ChronosEngine engine) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (!engine.Stop())
        {
            throw new InvalidOperationException("the engine did not stop in good order", engine.Failure);
        }

        return Task.CompletedTask;
    }
}
