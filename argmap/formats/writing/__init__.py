"""What the formats share for writing: steps as nodes, what was kept, what no field can hold."""
