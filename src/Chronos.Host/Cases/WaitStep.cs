using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>Time passes, and the engine hears that it did.</summary>
internal sealed record WaitStep(long Millis) : CaseStep
{
    /// <inheritdoc />
    public override void Run(CaseStage stage)
    {
        stage.Wait(Millis);
        stage.Tell(EventKind.Tick, "wait", new TimerTick(0));
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer) => writer.WriteNumber("waitMillis", Millis);
}
