using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>The venue confirms a balance and every position the books hold, or says that its session is down.</summary>
internal sealed record AccountStep(string Account, Notional Balance, bool SessionUp = true) : CaseStep
{
    /// <inheritdoc />
    public override void Run(CaseStage stage)
    {
        var account = stage.AccountOf(Account);
        var fields = SnapshotFields.Balance | SnapshotFields.Position | (SessionUp ? SnapshotFields.SessionUp : 0);
        for (var i = 0; i < stage.Policy.Instruments.Count; i++)
        {
            if (stage.Policy.Instruments[i].Venue == stage.Policy.Accounts[account.Value].Venue)
            {
                stage.Tell(EventKind.AccountSnapshot, "account", new AccountSnapshot
                {
                    Account = account,
                    Instrument = new InstrumentId(i),
                    Fields = fields,
                    Position = Quantity.FromUnits(stage.State.Positions[account.Value, i].Position),
                    Balance = Balance,
                });
            }
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("account");
        writer.WriteString("account", Account);
        writer.WriteString("balance", Balance.ToString());
        if (!SessionUp)
        {
            writer.WriteBoolean("sessionUp", false);
        }

        writer.WriteEndObject();
    }
}
