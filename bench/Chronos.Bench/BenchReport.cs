using System.Globalization;
using System.Text.Json;

namespace Chronos.Bench;

/// <summary>What a command found: named values in the order they were set, and a verdict for each target.</summary>
internal sealed class BenchReport
{
    private readonly Dictionary<string, object> _values = new()
    {
        ["machine"] = $"{Machine.Cpu} ({Machine.CpuFamily}), {Environment.ProcessorCount} processors",
        ["runtime"] = Machine.Runtime,
        ["loadAverage"] = Machine.Load,
    };

    private bool _isMissed;

    public object this[string name]
    {
        set => _values[name] = value;
    }

    /// <summary>Notes whether a target was met; one that was missed fails the run.</summary>
    public void Judge(string target, double measured, bool isMet)
    {
        _isMissed |= !isMet;
        _values[$"target: {target}"] = string.Create(CultureInfo.InvariantCulture, $"{(isMet ? "met" : "MISSED")}, {measured:0.###}");
    }

    /// <summary>Prints everything; 0 when every target was met and nothing failed, else 1.</summary>
    public int Print(bool json, string? failure = null)
    {
        _values["failure"] = failure ?? "none";
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(_values));
        }
        else
        {
            var width = _values.Keys.Max(k => k.Length) + 1;
            foreach (var (name, value) in _values)
            {
                Console.WriteLine(name.PadRight(width) + Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }

        return failure is null && !_isMissed ? 0 : 1;
    }
}
