using System.Globalization;

namespace Chronos.Core.Policies;

/// <summary>Everything found wrong with a policy file, told at once and in the order of its lines.</summary>
internal sealed class PolicyErrors
{
    /// <summary>Errors told in words; the rest are counted, so that no file makes a message without bound.</summary>
    public const int ToldMax = 1000;

    private readonly List<(int Line, string Text)> _told = [];
    private int _untold;

    public void Add(int line, string path, string what)
    {
        if (_told.Count < ToldMax)
        {
            _told.Add((line, $"line {line.ToString(CultureInfo.InvariantCulture)}: {path}: {what}"));
        }
        else
        {
            _untold++;
        }
    }

    /// <summary>The path is built only for errors that are told.</summary>
    public void Add(PolicyNode at, string what)
    {
        if (_told.Count < ToldMax)
        {
            Add(at.Line, at.Path, what);
        }
        else
        {
            _untold++;
        }
    }

    public void ThrowIfAny()
    {
        if (_told.Count == 0)
        {
            return;
        }

        var last = _told.Max(e => e.Line);
        var lines = _told.OrderBy(e => e.Line).Select(e => e.Text).ToList();
        if (_untold > 0)
        {
            lines.Add($"line {last.ToString(CultureInfo.InvariantCulture)}: {PolicyNode.RootPath}: "
                + $"{_untold.ToString(CultureInfo.InvariantCulture)} more errors");
        }

        throw new PolicyException(lines);
    }
}
