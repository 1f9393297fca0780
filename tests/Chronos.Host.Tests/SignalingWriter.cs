namespace Chronos.Host.Tests;

/// <summary>Keeps what is written and tells once when a line of it contains a text.</summary>
internal sealed class SignalingWriter(string text, Action onSeen) : StringWriter
{
    private bool _seen;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (!_seen && value?.Contains(text, StringComparison.Ordinal) == true)
        {
            _seen = true;
            onSeen();
        }
    }
}
