"""What the simulator screen shows, worked out without Streamlit."""
