using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>The venue says what an account holds of an instrument; below zero is short.</summary>
internal sealed record PositionStep(string Account, string Instrument, Quantity Quantity) : CaseStep
{
    /// <inheritdoc />
    public override void Run(CaseStage stage) => stage.Tell(EventKind.AccountSnapshot, "position", new AccountSnapshot
    {
        Account = stage.AccountOf(Account),
        Instrument = stage.InstrumentOf(Instrument),
        Fields = SnapshotFields.Position | SnapshotFields.SessionUp,
        Position = Quantity,
    });

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("position");
        writer.WriteString("account", Account);
        writer.WriteString("instrument", Instrument);
        writer.WriteString("quantity", Quantity.ToString());
        writer.WriteEndObject();
    }
}
