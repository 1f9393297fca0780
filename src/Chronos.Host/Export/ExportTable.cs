namespace Chronos.Host.Export;

/// <summary>One table of the audit trail. Its rows are known by engine and sequence, and every row says whether it is simulated.</summary>
internal sealed record ExportTable(string Name, IReadOnlyList<ExportColumn> Columns)
{
    /// <summary>Every decision about a proposal, those that votes and expiries caused too.</summary>
    public static ExportTable Decisions { get; } = Of(
        "decisions",
        "cause", "strategy", "proposal_id", "instrument", "side", "type", "time_in_force", "flags", "confidence", "quantity",
        "limit_price", "stop_price", "replaces", "created_at", "content_hash", "outcome", "verdict", "permitted_quantity", "reason",
        "binding_gate", "observed", "limit_value", "unit", "objections", "vote_risk", "vote_portfolio", "vote_execution",
        "vote_outside", "order_id", "quote_bid", "quote_ask", "policy_version#", "policy_hash", "mode", "stage");

    /// <summary>Every sealed order, as approved.</summary>
    public static ExportTable Orders { get; } = Of(
        "orders",
        "order_id", "strategy", "proposal_id", "instrument", "account", "venue", "side", "type", "time_in_force", "reduces?",
        "quantity", "worst_price", "expires_at", "expires_at_nanos#", "key_id#", "seal");

    /// <summary>Everything venues reported.</summary>
    public static ExportTable Reports { get; } = Of(
        "reports",
        "order_id", "report", "instrument", "account", "side", "cumulative_quantity", "reason", "outcome", "booked?",
        "venue_order_id", "venue_time", "since_approval_nanos#");

    /// <summary>Every fill the books took.</summary>
    public static ExportTable Fills { get; } = Of(
        "fills",
        "order_id", "execution_id", "strategy", "proposal_id", "instrument", "account", "side", "quantity", "price", "fee", "maker?",
        "outcome", "reference_price", "slippage", "slippage_bps", "since_approval_nanos#");

    /// <summary>Every operator command, refused ones too.</summary>
    public static ExportTable Commands { get; } = Of(
        "commands", "action", "scope", "operator", "reason", "idempotency_key", "confirms", "breaker", "outcome");

    /// <summary>Every policy that came into force, whole.</summary>
    public static ExportTable Policies { get; } = Of("policies", "name", "version#", "hash", "outcome", "source");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ExportTable> All { get; } = [Decisions, Orders, Reports, Fills, Commands, Policies];

    /// <summary># marks a whole number, ? a flag.</summary>
    private static ExportTable Of(string name, params ReadOnlySpan<string> columns)
    {
        List<ExportColumn> all =
        [
            new("engine"), new("sequence", ColumnKind.Whole), new("time"), new("time_nanos", ColumnKind.Whole),
            new("simulated", ColumnKind.Flag),
        ];
        foreach (var column in columns)
        {
            all.Add(column[^1] switch
            {
                '#' => new ExportColumn(column[..^1], ColumnKind.Whole),
                '?' => new ExportColumn(column[..^1], ColumnKind.Flag),
                _ => new ExportColumn(column),
            });
        }

        return new ExportTable(name, all);
    }
}
